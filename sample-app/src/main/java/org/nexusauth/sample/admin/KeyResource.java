package org.nexusauth.sample.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jaxrs.ApiKeySecured;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.sample.web.ApiException;
import org.nexusauth.sample.web.Envelope;
import org.nexusauth.sample.web.ErrorBody;

/** The keys of the caller's organization, for a caller whose own key has {@code admin}. */
@Path("/keys")
@ApiKeySecured(permissions = "admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @Inject KeyRevoker revoker;

  @Context @Nullable HttpHeaders headers;

  /**
   * Revokes a key of the caller's organization, the caller's own too, given its text. It is denied
   * here once this returns, on every other node within a second, and permanently. A key that was
   * revoked before stays so.
   *
   * @param body {@code {"key","reason"?}}
   * @return the revocation in force; 503 when it could not be stored
   */
  @POST
  @Path("/revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response revoke(InputStream body) {
    requireJson();
    RevokeRequest request = RevokeRequest.from(body, revoker.tokens());
    try {
      return Response.ok(Envelope.of(revoker.revoke(request))).build();
    } catch (StatusUnavailableException e) {
      return notStored(e.retryAfter().orElse(RETRY_AFTER));
    }
  }

  /** JAX-RS compares media types only where the request has one. */
  private void requireJson() {
    if (headers == null || headers.getMediaType() == null) {
      throw ApiException.of(415, "Unsupported media type")
          .hint("Send Content-Type: application/json.");
    }
  }

  private static Response notStored(Duration wait) {
    ErrorBody body =
        ErrorBody.of(503, "The revocation could not be stored")
            .hint(
                "This node denies the key until it stops; others may still accept it. Send this again.");
    return Response.status(503)
        .header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()))
        .entity(body.toJson())
        .build();
  }
}
