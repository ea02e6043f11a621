import { cardStyle } from "./style-card.ts";
import { coverageStyle } from "./style-coverage.ts";
import { foundStyle } from "./style-found.ts";
import { pageStyle } from "./style-page.ts";
import { proofStyle } from "./style-proof.ts";
import { themeStyle } from "./style-theme.ts";

/** All of the page's CSS. Media rules come last in each part, because the later rule wins. */
export const style = [themeStyle, pageStyle, cardStyle, foundStyle, proofStyle, coverageStyle].join("");
