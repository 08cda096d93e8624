package org.nexusauth.sample.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.reason.Reason;

/** Why the current request was denied, if it was. */
@RequestScoped
public class DenialOfRequest {

  private @Nullable Reason reason;

  void set(Reason denied) {
    reason = denied;
  }

  /** The code of the denial, as the client reads it; empty while nothing was denied. */
  Optional<String> code() {
    return Optional.ofNullable(reason).map(Reason::code);
  }
}
