import { cardScript } from "./script-card.ts";
import { elementsScript } from "./script-elements.ts";
import { followScript } from "./script-follow.ts";
import { graphScript } from "./script-graph.ts";

/** The script of the page; its parts share one scope. */
export const script = `(() => {\n"use strict";${elementsScript}${graphScript}${cardScript}${followScript}})();\n`;
