/** An artifact that was pushed through here. */
export interface LedgerArtifact {
  readonly id: number;
  readonly pushed: Date;
  pulled?: Date;
}

/** What happened to a repository, as far as it went through here. */
export interface LedgerRepository {
  readonly id: number;
  readonly created: Date;
  updated: Date;
  pullCount: number;
  readonly artifacts: Map<string, LedgerArtifact>;
}

/**
 * What Distribution does not remember: when things came, how often they were fetched, and digests without
 * a tag. In memory: it lives as long as the registry does.
 */
export class Ledger {
  readonly #now: () => Date;
  readonly #repositories = new Map<string, LedgerRepository>();
  #lastRepository = 0;
  #lastArtifact = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** A manifest was stored. */
  pushed(repository: string, digest: string): void {
    const entry = this.of(repository);
    entry.updated = this.#now();
    this.artifact(repository, digest);
  }

  /** A manifest was fetched; looking at it with HEAD does not count. */
  pulled(repository: string, digest: string): void {
    this.of(repository).pullCount += 1;
    this.artifact(repository, digest).pulled = this.#now();
  }

  deleted(repository: string, digest: string): void {
    this.#repositories.get(repository)?.artifacts.delete(digest);
  }

  /** The artifacts that came through here; asking leaves no trace, whatever is asked for. */
  digestsIn(repository: string): readonly string[] {
    return [...(this.#repositories.get(repository)?.artifacts.keys() ?? [])];
  }

  forget(repository: string): void {
    this.#repositories.delete(repository);
  }

  of(repository: string): LedgerRepository {
    const known = this.#repositories.get(repository);
    if (known !== undefined) return known;
    const at = this.#now();
    const entry = {
      id: ++this.#lastRepository,
      created: at,
      updated: at,
      pullCount: 0,
      artifacts: new Map(),
    };
    this.#repositories.set(repository, entry);
    return entry;
  }

  artifact(repository: string, digest: string): LedgerArtifact {
    const { artifacts } = this.of(repository);
    const known = artifacts.get(digest);
    if (known !== undefined) return known;
    const entry = { id: ++this.#lastArtifact, pushed: this.#now() };
    artifacts.set(digest, entry);
    return entry;
  }
}
