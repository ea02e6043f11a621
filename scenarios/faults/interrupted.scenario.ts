import { signalScenario } from "./signals.ts";

export default signalScenario({
  id: "faults/interrupted",
  title: "Ctrl-C at any point of a run ends it with 130 and leaves nothing",
  name: "INT",
  seed: 20_261_122,
});
