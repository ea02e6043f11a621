import { signalScenario } from "./signals.ts";

export default signalScenario({
  id: "faults/killed",
  title: "After kill -9 at any point of a run, tkglab sweep leaves nothing",
  name: "KILL",
  seed: 20_261_123,
});
