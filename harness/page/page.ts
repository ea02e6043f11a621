import { createHash } from "node:crypto";
import { iconSheet, tabIcon } from "./icons.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

/** Nothing but what is on the page runs, and nobody but its own server is asked. */
export const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page as it is before anything is known: its script asks for the rest, and puts it in as text. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Source to URL · tkglab</title>
<link rel="icon" href="${tabIcon}">
<style>${style}</style>
</head>
<body>
${iconSheet}
<a class="skip" href="#workloads">Skip to the Workloads</a>
<header class="head">
<div>
<p class="brand"><span class="mark" aria-hidden="true"></span>tkglab</p>
<h1>From push to URL</h1>
<p class="tally" id="tally">Looking at the cluster</p>
</div>
<p class="pulse" id="pulse" role="status">Connecting</p>
</header>
<div class="notice" id="notice" role="alert" hidden></div>
<p class="unseen" id="news" role="status"></p>
<main id="workloads" tabindex="-1"></main>
<noscript><p class="empty">This page is drawn by its own script. Without it:
<code>kubectl get workload,deploy,pod,image.kpack.io,build,gitrepo,service,ingress</code></p></noscript>
<script>${script}</script>
</body>
</html>
`;

function hashOf(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}
