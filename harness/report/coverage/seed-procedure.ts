/** What one of the five seeds tells its reader to do, and the scenarios that carry it out. */
export interface SeedProcedure {
  /** `<seed>/<name>`. */
  readonly id: string;
  readonly title: string;
  /** The seed's command lines, as it has them; the longer ones by their beginning. */
  readonly commands: readonly string[];
  /** Ids of scenarios: one at least. */
  readonly scenarios: readonly string[];
  /** Where none of them does it as the seed does. */
  readonly differs?: string;
}
