/** An answer that says no, in the envelope that Harbor and the OCI distribution API share. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The body of an error answer. */
export function errorBody(code: string, message: string): string {
  return JSON.stringify({ errors: [{ code, message }] });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BAD_REQUEST", message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, "UNAUTHORIZED", "unauthorized");
}

export function forbidden(message = "forbidden"): ApiError {
  return new ApiError(403, "FORBIDDEN", message);
}

/** What Harbor's middlewares refuse with; clients do not try again after it. */
export function denied(message: string): ApiError {
  return new ApiError(403, "DENIED", message);
}

export function notFound(message: string): ApiError {
  return new ApiError(404, "NOT_FOUND", message);
}

export function conflict(message: string): ApiError {
  return new ApiError(409, "CONFLICT", message);
}

export function preconditionFailed(message: string): ApiError {
  return new ApiError(412, "PRECONDITION", message);
}

export function unprocessable(message: string): ApiError {
  return new ApiError(422, "UNPROCESSABLE_ENTITY", message);
}
