import { dockerOk, type DockerOptions } from "./docker.ts";

/** Writes an image to a file, as `docker save` does, under the name it is asked for. */
export async function saveImage(image: string, file: string, options: DockerOptions = {}): Promise<void> {
  await dockerOk(`Saving the image ${image}`, ["save", "--output", file, image], options);
}
