/** Thrown to answer with an HTTP status. Islands may use it too, so it imports nothing. */
export class HttpError extends Error {
  override name = "HttpError";
  status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
