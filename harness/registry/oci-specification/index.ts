import { acceptManifests } from "./accept-manifests.ts";
import { contentExists } from "./content-exists.ts";
import { deleteContent } from "./delete-content.ts";
import { errorCodes } from "./error-codes.ts";
import { everyCategory } from "./every-category.ts";
import { listReferrers } from "./list-referrers.ts";
import { listTags } from "./list-tags.ts";
import { pullBlobs } from "./pull-blobs.ts";
import { pullManifests } from "./pull-manifests.ts";
import { pushBlobs } from "./push-blobs.ts";
import { pushChunks } from "./push-chunks.ts";
import { pushManifests } from "./push-manifests.ts";
import { pushSubjects } from "./push-subjects.ts";
import type { Requirement } from "./requirement.ts";

export { type ClientUse, clientUses } from "./clients.ts";
export { categories, type Category, NotMet, type Requirement } from "./requirement.ts";

/** All requirements, by category and number. */
export const requirements: readonly Requirement[] = [
  ...pullManifests,
  ...contentExists,
  ...pullBlobs,
  ...pushBlobs,
  ...pushChunks,
  ...pushManifests,
  ...acceptManifests,
  ...pushSubjects,
  ...listTags,
  ...listReferrers,
  ...deleteContent,
  ...errorCodes,
  ...everyCategory,
];
