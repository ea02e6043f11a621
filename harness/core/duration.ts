/** Seconds as people say them: whole seconds below a minute and a half, whole minutes above. */
export function duration(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
