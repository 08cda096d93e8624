package org.nexusauth.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;

/**
 * Renders refusals; those without a detail of their own are rendered once. Thread-safe.
 *
 * <p>The body is the contract's three members, a code and a hint. A 401 carries a challenge (RFC
 * 9110 §11.6.1) of the scheme {@code ApiKey}; of {@code Bearer} (RFC 6750 §3) where the key's
 * header is {@code Authorization}.
 */
public final class AnswerRenderer {
  /**
   * ASCII only, so a door may write the body through a writer of any encoding. With a pool of its
   * own: the usual one is a ThreadLocal, which would outlive the application.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final String realm;
  private final TokenSettings token;
  private final Map<Reason, Answer> constant = new EnumMap<>(Reason.class);

  public AnswerRenderer(String realm, TokenSettings token) {
    this.realm = realm;
    this.token = token;
    for (Reason reason : Reason.values()) {
      if (reason != Reason.PERMISSION_MISSING) {
        constant.put(reason, render(reason, null));
      }
    }
  }

  public Answer to(Denied denied) {
    Answer ready = constant.get(denied.reason());
    Answer answer = ready == null ? render(denied.reason(), denied.detail()) : ready;
    Duration wait = denied.retryAfter();
    return wait == null ? answer : answer.with("Retry-After", Long.toString(wholeSeconds(wait)));
  }

  private Answer render(Reason reason, @Nullable String needed) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put(CacheHeaders.CACHE_CONTROL, "no-store");
    headers.put(CacheHeaders.VARY, token.header());
    if (reason.status() == 401) {
      headers.put("WWW-Authenticate", challenge(reason));
    }
    return new Answer(reason.status(), headers, body(reason, needed));
  }

  /**
   * Rounded up, and never 0: "at once" would be asked for again at once (RFC 9110 §10.2.3). A store
   * names the time, so it may be any at all; a day is as good as never.
   */
  private static long wholeSeconds(Duration retryAfter) {
    if (retryAfter.compareTo(LONGEST_WAIT) >= 0) {
      return LONGEST_WAIT.toSeconds();
    }
    return Math.max(1, retryAfter.getSeconds() + (retryAfter.getNano() > 0 ? 1 : 0));
  }

  private String challenge(Reason reason) {
    if (token.expectsBearer()) {
      return BearerTexts.challenge(realm, reason);
    }
    String challenge = "ApiKey realm=\"%s\", header=\"%s\"".formatted(realm, token.header());
    return reason == Reason.KEY_MISSING
        ? challenge
        : challenge + ", error=\"" + reason.code() + "\"";
  }

  private byte[] body(Reason reason, @Nullable String needed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", reason.status());
      json.writeStringField("message", reason.message());
      json.writeStringField("error", reason.error());
      json.writeStringField("code", reason.code());
      Optional<String> hint = token.expectsBearer() ? BearerTexts.hint(reason) : reason.hint();
      if (hint.isPresent()) {
        json.writeStringField("hint", filled(hint.get(), needed));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  private String filled(String hint, @Nullable String needed) {
    String filled = hint.replace("{header}", token.header());
    return needed == null ? filled : filled.replace("{needed}", needed);
  }
}
