import { storageExceeded } from "./storage-exceeded.ts";

/** The limit of a project that may hold whatever there is room for. */
export const unlimited = -1;

/** Something to be stored in a project. */
export interface Deposit {
  /** With its project. */
  readonly repository: string;
  /** Bytes by digest; what the project holds already takes no room. */
  readonly parts: ReadonlyMap<string, number>;
  /** Its digest, when it is a manifest: the project holds its parts for as long as that is there. */
  readonly manifest?: string;
}

/** Room that is kept free until it is known whether the deposit was stored. */
export interface Reservation extends Disposable {
  /** It was. */
  fill(): void;
}

/** What a project may hold and holds, in bytes. */
export interface Quota {
  readonly limit: number;
  readonly used: number;
  /** Undefined when nothing happened to it yet. */
  readonly updated: Date | undefined;
}

interface Account {
  limit: number;
  reserved: number;
  updated: Date | undefined;
  /** Blobs that no manifest has named yet. */
  readonly loose: Map<string, number>;
  /** The parts of each manifest, by `<repository>@<digest>`. */
  readonly manifests: Map<string, ReadonlyMap<string, number>>;
}

/**
 * What each project holds and may hold, by what came through here. As in Harbor, a blob counts once for a project,
 * from its upload on, and no more when the last manifest that needs it is deleted. Unlike there, nothing ever
 * collects blobs that no manifest came to name: they count until the project is deleted.
 */
export class Quotas {
  readonly #now: () => Date;
  readonly #accounts = new Map<string, Account>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  of(project: string): Quota {
    const account = this.#accountOf(project);
    return { limit: account.limit, used: sum(heldBy(account).values()), updated: account.updated };
  }

  /** A limit below what is there takes nothing away. */
  limit(project: string, bytes: number): void {
    this.#change(project).limit = bytes;
  }

  /** @throws ApiError 403 when the project may not hold that much more. */
  reserve({ repository, parts, manifest }: Deposit): Reservation {
    const project = projectIn(repository);
    const account = this.#accountOf(project);
    const held = heldBy(account);
    const added = sum([...parts].map(([digest, size]) => (held.has(digest) ? 0 : size)));
    const used = sum(held.values()) + account.reserved;
    if (account.limit !== unlimited && added > 0 && used + added > account.limit)
      throw storageExceeded({ added, used, limit: account.limit });
    let reserved = added;
    account.reserved += reserved;
    const free = () => {
      account.reserved -= reserved;
      reserved = 0;
    };
    return {
      fill: () => {
        free();
        store(this.#change(project), repository, parts, manifest);
      },
      [Symbol.dispose]: free,
    };
  }

  /** A manifest is gone, and with it what only it needed. */
  release(repository: string, manifest: string): void {
    this.#change(projectIn(repository)).manifests.delete(`${repository}@${manifest}`);
  }

  delete(project: string): void {
    this.#accounts.delete(project);
  }

  /** Bytes of a blob that some project holds. */
  sizeOf(digest: string): number | undefined {
    for (const account of this.#accounts.values()) {
      const size = heldBy(account).get(digest);
      if (size !== undefined) return size;
    }
    return undefined;
  }

  #accountOf(project: string): Account {
    const known = this.#accounts.get(project);
    if (known !== undefined) return known;
    const account = {
      limit: unlimited,
      reserved: 0,
      updated: undefined,
      loose: new Map<string, number>(),
      manifests: new Map<string, ReadonlyMap<string, number>>(),
    };
    this.#accounts.set(project, account);
    return account;
  }

  #change(project: string): Account {
    const account = this.#accountOf(project);
    account.updated = this.#now();
    return account;
  }
}

function store(account: Account, repository: string, parts: Deposit["parts"], manifest?: string): void {
  const held = heldBy(account);
  if (manifest === undefined) {
    for (const [digest, size] of parts) if (!held.has(digest)) account.loose.set(digest, size);
    return;
  }
  // What was measured counts, not what a manifest says of it.
  const sizes = new Map([...parts].map(([digest, size]) => [digest, held.get(digest) ?? size]));
  account.manifests.set(`${repository}@${manifest}`, sizes);
  for (const digest of parts.keys()) account.loose.delete(digest);
}

function heldBy({ loose, manifests }: Account): Map<string, number> {
  const held = new Map(loose);
  for (const parts of manifests.values()) for (const [digest, size] of parts) held.set(digest, size);
  return held;
}

function projectIn(repository: string): string {
  return repository.split("/", 1)[0] ?? "";
}

function sum(sizes: Iterable<number>): number {
  let total = 0;
  for (const size of sizes) total += size;
  return total;
}
