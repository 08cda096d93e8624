package org.nexusauth.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.internal.JsonText;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.Subject;

/**
 * A key for a test, valid unless a method makes it invalid. Each method returns another key and
 * leaves this one unchanged. Immutable and thread-safe. Invalid keys are signed too: only those of
 * {@link #wrongSignature()}, {@link #forged()}, {@link #unsigned()} and {@link #signedBy} fail for
 * their signature.
 */
public final class TestKey {

  private static final Duration HOUR = Duration.ofHours(1);

  private final TestSigner signer;
  private final Instant now;
  private final Map<String, @Nullable Object> header;
  private final Map<String, @Nullable Object> claims;
  private final UnaryOperator<byte[]> signature;
  private final AtomicReference<@Nullable String> text = new AtomicReference<>();

  private TestKey(
      TestKey from,
      Map<String, @Nullable Object> header,
      Map<String, @Nullable Object> claims,
      UnaryOperator<byte[]> signature) {
    this.signer = from.signer;
    this.now = from.now;
    this.header = header;
    this.claims = claims;
    this.signature = signature;
  }

  private TestKey(TestSigner signer, Instant now, Map<String, Object> claims) {
    this.signer = signer;
    this.now = now;
    this.header = new LinkedHashMap<>();
    header.put("alg", signer.key().algorithm().headerName());
    header.put("kid", signer.key().keyId());
    header.put("typ", "JWT");
    this.claims = new LinkedHashMap<>(claims);
    this.signature = signer.key()::sign;
  }

  static TestKey valid(TestSigner signer, Instant now, Map<String, Object> claims) {
    return new TestKey(signer, now, claims).issuedAt(now).expiresAt(now.plus(HOUR));
  }

  /** Returns this key for an integration: the claim {@code integrationId}. */
  public TestKey integration(String integrationId) {
    return claim("integrationId", integrationId);
  }

  /** Returns this key for an organization: the claim {@code organizationId}. */
  public TestKey organization(String organizationId) {
    return claim("organizationId", organizationId);
  }

  /**
   * Returns this key bound to an agent; {@code without("agentId")} makes one of the older kind: the
   * claim {@code agentId}.
   */
  public TestKey agent(String agentId) {
    return claim("agentId", agentId);
  }

  /**
   * Returns this key with these permissions and no others: the claim {@code permissions}; none
   * makes an empty array.
   */
  public TestKey permissions(String... permissions) {
    return claim("permissions", List.of(permissions));
  }

  /** Returns this key with a plan: the claim {@code plan}. */
  public TestKey plan(String plan) {
    return claim("plan", plan);
  }

  /** Returns this key with an id: the claim {@code jti}. */
  public TestKey id(String id) {
    return claim("jti", id);
  }

  /** Returns this key issued at an instant: the claim {@code iat}, in whole seconds. */
  public TestKey issuedAt(Instant time) {
    return claim("iat", time.getEpochSecond());
  }

  /** Returns this key valid from an instant on: the claim {@code nbf}, in whole seconds. */
  public TestKey notBefore(Instant time) {
    return claim("nbf", time.getEpochSecond());
  }

  /** Returns this key valid until an instant: the claim {@code exp}, in whole seconds. */
  public TestKey expiresAt(Instant time) {
    return claim("exp", time.getEpochSecond());
  }

  /** Returns this key, expired an hour ago: more than any clock skew. */
  public TestKey expired() {
    return issuedAt(now.minus(HOUR.multipliedBy(2))).expiresAt(now.minus(HOUR));
  }

  /** Returns this key, valid from one hour after now. */
  public TestKey notYetValid() {
    return notBefore(now.plus(HOUR)).expiresAt(now.plus(HOUR.multipliedBy(2)));
  }

  /** Returns this key from an issuer that is not trusted. */
  public TestKey wrongIssuer() {
    return claim("iss", "https://other-issuer.test");
  }

  /** Returns this key for another API. */
  public TestKey wrongAudience() {
    return claim("aud", "https://other-api.test");
  }

  /** Returns this key without {@code exp}, as old keys may be. */
  public TestKey withoutExpiry() {
    return without("exp");
  }

  /** Returns this key without {@code jti}, as keys from elsewhere may be. */
  public TestKey withoutId() {
    return without("jti");
  }

  /** Returns this key without a claim. */
  public TestKey without(String claim) {
    Map<String, @Nullable Object> fewer = new LinkedHashMap<>(claims);
    fewer.remove(claim);
    return new TestKey(this, header, fewer, signature);
  }

  /**
   * Returns this key with a claim of any type.
   *
   * @param name the claim's name
   * @param value a string, a number, a boolean, null, or a list or map of these
   */
  public TestKey claim(String name, @Nullable Object value) {
    return new TestKey(this, header, replaceMember(claims, name, value), signature);
  }

  /**
   * Returns this key with a header member of any type.
   *
   * @param name the member's name
   * @param value a string, a number, a boolean, null, or a list or map of these
   */
  public TestKey header(String name, @Nullable Object value) {
    return new TestKey(this, replaceMember(header, name, value), claims, signature);
  }

  /** Returns this key without a header member. */
  public TestKey withoutHeader(String name) {
    Map<String, @Nullable Object> fewer = new LinkedHashMap<>(header);
    fewer.remove(name);
    return new TestKey(this, fewer, claims, signature);
  }

  /** Returns this key with one bit of the signature changed. */
  public TestKey wrongSignature() {
    return signature(
        input -> {
          byte[] signed = signature.apply(input);
          signed[signed.length / 2] ^= 1;
          return signed;
        });
  }

  /**
   * Returns this key made by an attacker: the same header and claims, signed with an untrusted key
   * of the same kind.
   */
  public TestKey forged() {
    return signature(input -> signer.untrustedKey().sign(input));
  }

  /** Returns this key with {@code alg} {@code none} and an empty signature. */
  public TestKey unsigned() {
    return header("alg", "none").signature(input -> new byte[0]);
  }

  /**
   * Returns this key signed with another signing key, whose id and algorithm go into the header.
   *
   * @param key the signing key
   */
  public TestKey signedBy(SigningKey key) {
    return header("alg", key.algorithm().headerName())
        .header("kid", key.keyId())
        .signature(key::sign);
  }

  /**
   * Returns this key with any signature.
   *
   * @param signature returns the signature of the signing input
   */
  public TestKey signature(UnaryOperator<byte[]> signature) {
    return new TestKey(this, header, claims, signature);
  }

  /** Returns the key as it goes into the {@code api-key} header; the same text at each call. */
  public String text() {
    String known = text.get();
    if (known != null) {
      return known;
    }
    // ECDSA and PSS sign the same bytes differently each time: the first text stays.
    String made = RawKey.serialize(JsonText.compact(header), JsonText.compact(claims), signature);
    text.compareAndSet(null, made);
    return Objects.requireNonNull(text.get());
  }

  /**
   * Returns the id by which the gate knows the key and a store revokes it: its {@code jti}, or what
   * is derived from its signed text where it has none.
   */
  public String keyId() {
    return Objects.requireNonNullElseGet(findText("jti", claims), this::deriveId);
  }

  /** The id; never the text, which would let the holder of a log in. */
  @Override
  public String toString() {
    return "TestKey[" + keyId() + "]";
  }

  /** Returns the key's ids, as a store is queried with them. */
  public KeySubject keySubject() {
    return KeySubject.builder(keyId(), textOf("integrationId"), textOf("organizationId"))
        .agentId(findText("agentId", claims))
        .issuer(findText("iss", claims))
        .signingKeyId(findText("kid", header))
        .issuedAt(instantOf("iat"))
        .expiresAt(instantOf("exp"))
        .build();
  }

  /**
   * Returns the revocation of this key alone, from the time at which it was made: for {@code
   * store.revoke(key.revocation("leaked"))}.
   */
  public Revocation revocation(String reason) {
    KeySubject key = keySubject();
    return new Revocation(Subject.of(key), now, null, key.expiresAt(), reason);
  }

  private String textOf(String claim) {
    return String.valueOf(claims.get(claim));
  }

  private @Nullable Instant instantOf(String claim) {
    if (claims.get(claim) instanceof Long seconds) {
      return Instant.ofEpochSecond(seconds);
    }
    return null;
  }

  private static @Nullable String findText(String name, Map<String, @Nullable Object> members) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    return null;
  }

  private String deriveId() {
    String signed = text().substring(0, text().lastIndexOf('.'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static Map<String, @Nullable Object> replaceMember(
      Map<String, @Nullable Object> members, String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return more;
  }
}
