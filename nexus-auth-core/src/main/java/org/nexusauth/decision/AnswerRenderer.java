package org.nexusauth.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.limit.Limits;
import org.nexusauth.limit.plan.LimitPolicy;
import org.nexusauth.reason.Reason;
import org.nexusauth.revocation.RotationNotice;

/**
 * Renders denials as answers; those that say the same are rendered once. Thread-safe.
 *
 * <p>The body has the contract's three members, a code and a hint. A 401 carries a challenge (RFC
 * 9110 §11.6.1) of the scheme {@code ApiKey}; of {@code Bearer} (RFC 6750 §3) where the key's
 * header is {@code Authorization}.
 */
public final class AnswerRenderer {
  /**
   * ASCII only, so a filter may write the body through a writer of any encoding. With a pool of its
   * own: the usual one is a ThreadLocal, which would outlive the application.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  /** No window is longer. */
  private static final Duration MAX_WAIT = LimitPolicy.MAX_WINDOW;

  private final String realm;
  private final TokenSettings token;
  private final Map<Reason, Answer> constants = new EnumMap<>(Reason.class);

  /**
   * Renders the answers of all reasons.
   *
   * @param realm the challenge's realm
   * @param token how a key is sent: the challenge, the hints and {@code Vary} name its header
   */
  public AnswerRenderer(String realm, TokenSettings token) {
    this.realm = realm;
    this.token = token;
    for (Reason reason : Reason.values()) {
      constants.put(reason, newAnswer(reason, hintOf(reason), List.of()));
    }
  }

  /** Returns the answer to a denied request; the denial's detail is not in it. */
  public Answer renderDenial(Denied denied) {
    Answer answer = withText(denied);
    Duration wait = denied.retryAfter();
    if (wait == null) {
      return answer;
    }
    return answer.withHeader("Retry-After", Long.toString(wholeSeconds(wait)));
  }

  private Answer withText(Denied denied) {
    Limits limits = denied.limits();
    if (denied.reason() == Reason.RATE_LIMITED && limits != null) {
      return newAnswer(denied.reason(), Optional.empty(), limits.exceededPolicies());
    }
    MissingPermissions missing = denied.missing();
    if (missing != null) {
      return newAnswer(denied.reason(), Optional.of(missing.hint()), List.of());
    }
    RotationNotice rotation = denied.rotation();
    if (rotation != null) {
      return newAnswer(denied.reason(), Optional.of(hintOf(rotation)), List.of());
    }
    return Objects.requireNonNull(constants.get(denied.reason()));
  }

  /** The day is that of UTC. */
  private static String hintOf(RotationNotice rotation) {
    return "This key was replaced in a rotation on %s and has ended: use the new key."
        .formatted(LocalDate.ofInstant(rotation.startedAt(), ZoneOffset.UTC));
  }

  private Answer newAnswer(Reason reason, Optional<String> hint, List<String> violated) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put(CacheHeaders.CACHE_CONTROL, "no-store");
    headers.put(CacheHeaders.VARY, token.header());
    if (reason.status() == 401) {
      headers.put("WWW-Authenticate", buildChallenge(reason));
    }
    return new Answer(reason.status(), headers, writeBody(reason, hint, violated));
  }

  /**
   * Rounds up, and never to 0: clients would repeat the request immediately (RFC 9110 §10.2.3). A
   * store names the time, so it may be any at all; a month is as good as never.
   */
  private static long wholeSeconds(Duration retryAfter) {
    if (retryAfter.compareTo(MAX_WAIT) >= 0) {
      return MAX_WAIT.toSeconds();
    }
    return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
  }

  private String buildChallenge(Reason reason) {
    if (token.expectsBearer()) {
      return BearerDenialTexts.buildChallenge(realm, reason);
    }
    String challenge = "ApiKey realm=\"%s\", header=\"%s\"".formatted(realm, token.header());
    if (reason == Reason.KEY_MISSING) {
      return challenge;
    }
    return challenge + ", error=\"" + reason.code() + "\"";
  }

  private Optional<String> hintOf(Reason reason) {
    Optional<String> hint =
        token.expectsBearer() ? BearerDenialTexts.hintOf(reason) : reason.hint();
    return hint.map(text -> text.replace("{header}", token.header()));
  }

  private static byte[] writeBody(Reason reason, Optional<String> hint, List<String> violated) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", reason.status());
      json.writeStringField("message", reason.message());
      json.writeStringField("error", reason.error());
      json.writeStringField("code", reason.code());
      if (hint.isPresent()) {
        json.writeStringField("hint", hint.get());
      }
      if (!violated.isEmpty()) {
        json.writeArrayFieldStart("violated-policies");
        for (String policy : violated) {
          json.writeString(policy);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
