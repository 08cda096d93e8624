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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKey;
import org.nexusauth.keys.internal.JsonText;

/**
 * A key for a test, good until it is told to be something else; each method returns another key and
 * leaves this one as it is. Immutable and thread-safe. What is wrong with a key is signed with it:
 * only the keys of {@link #wrongSignature()}, {@link #forged()}, {@link #unsigned()} and {@link
 * #signedBy} fail for their signature.
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

  static TestKey good(TestSigner signer, Instant now, Map<String, Object> claims) {
    return new TestKey(signer, now, claims).issuedAt(now).expiresAt(now.plus(HOUR));
  }

  /**
   * This key for an integration.
   *
   * @param integrationId the claim {@code integrationId}
   * @return another key
   */
  public TestKey integration(String integrationId) {
    return claim("integrationId", integrationId);
  }

  /**
   * This key for an organization.
   *
   * @param organizationId the claim {@code organizationId}
   * @return another key
   */
  public TestKey organization(String organizationId) {
    return claim("organizationId", organizationId);
  }

  /**
   * This key bound to an agent; {@code without("agentId")} makes one of the older kind.
   *
   * @param agentId the claim {@code agentId}
   * @return another key
   */
  public TestKey agent(String agentId) {
    return claim("agentId", agentId);
  }

  /**
   * This key with these permissions and no others.
   *
   * @param permissions the claim {@code permissions}; none makes an empty array
   * @return another key
   */
  public TestKey permissions(String... permissions) {
    return claim("permissions", List.of(permissions));
  }

  /**
   * This key with an id.
   *
   * @param id the claim {@code jti}
   * @return another key
   */
  public TestKey id(String id) {
    return claim("jti", id);
  }

  /**
   * This key issued at a moment.
   *
   * @param time the claim {@code iat}, in whole seconds
   * @return another key
   */
  public TestKey issuedAt(Instant time) {
    return claim("iat", time.getEpochSecond());
  }

  /**
   * This key good from a moment on.
   *
   * @param time the claim {@code nbf}, in whole seconds
   * @return another key
   */
  public TestKey notBefore(Instant time) {
    return claim("nbf", time.getEpochSecond());
  }

  /**
   * This key good until a moment.
   *
   * @param time the claim {@code exp}, in whole seconds
   * @return another key
   */
  public TestKey expiresAt(Instant time) {
    return claim("exp", time.getEpochSecond());
  }

  /**
   * This key, expired an hour ago: more than any clock skew.
   *
   * @return another key
   */
  public TestKey expired() {
    return issuedAt(now.minus(HOUR.multipliedBy(2))).expiresAt(now.minus(HOUR));
  }

  /**
   * This key, good from in an hour on.
   *
   * @return another key
   */
  public TestKey notYetValid() {
    return notBefore(now.plus(HOUR)).expiresAt(now.plus(HOUR.multipliedBy(2)));
  }

  /**
   * This key from an issuer that is not trusted.
   *
   * @return another key
   */
  public TestKey wrongIssuer() {
    return claim("iss", "https://other-issuer.test");
  }

  /**
   * This key for another API.
   *
   * @return another key
   */
  public TestKey wrongAudience() {
    return claim("aud", "https://other-api.test");
  }

  /**
   * This key without {@code exp}, as old keys may be.
   *
   * @return another key
   */
  public TestKey withoutExpiry() {
    return without("exp");
  }

  /**
   * This key without {@code jti}, as keys from elsewhere may be.
   *
   * @return another key
   */
  public TestKey withoutId() {
    return without("jti");
  }

  /**
   * This key without a claim.
   *
   * @param claim the claim's name
   * @return another key
   */
  public TestKey without(String claim) {
    Map<String, @Nullable Object> fewer = new LinkedHashMap<>(claims);
    fewer.remove(claim);
    return new TestKey(this, header, fewer, signature);
  }

  /**
   * This key with a claim of any type.
   *
   * @param name the claim's name
   * @param value a string, a number, a boolean, null, or a list or map of these
   * @return another key
   */
  public TestKey claim(String name, @Nullable Object value) {
    return new TestKey(this, header, with(claims, name, value), signature);
  }

  /**
   * This key with a header member of any type.
   *
   * @param name the member's name
   * @param value a string, a number, a boolean, null, or a list or map of these
   * @return another key
   */
  public TestKey header(String name, @Nullable Object value) {
    return new TestKey(this, with(header, name, value), claims, signature);
  }

  /**
   * This key without a header member.
   *
   * @param name the member's name
   * @return another key
   */
  public TestKey withoutHeader(String name) {
    Map<String, @Nullable Object> fewer = new LinkedHashMap<>(header);
    fewer.remove(name);
    return new TestKey(this, fewer, claims, signature);
  }

  /**
   * This key damaged on its way: one bit of the signature is another.
   *
   * @return another key
   */
  public TestKey wrongSignature() {
    return signature(
        input -> {
          byte[] signed = signature.apply(input);
          signed[signed.length / 2] ^= 1;
          return signed;
        });
  }

  /**
   * This key made by a stranger: the same header and claims, signed with a key of the same kind
   * that nobody trusts.
   *
   * @return another key
   */
  public TestKey forged() {
    return signature(signer.stranger()::sign);
  }

  /**
   * This key with {@code alg} {@code none} and an empty signature.
   *
   * @return another key
   */
  public TestKey unsigned() {
    return header("alg", "none").signature(input -> new byte[0]);
  }

  /**
   * This key signed with a key of one's own, whose id and algorithm go into the header.
   *
   * @param key what signs
   * @return another key
   */
  public TestKey signedBy(SigningKey key) {
    return header("alg", key.algorithm().headerName())
        .header("kid", key.keyId())
        .signature(key::sign);
  }

  /**
   * This key with any signature.
   *
   * @param signature makes it from the signing input
   * @return another key
   */
  public TestKey signature(UnaryOperator<byte[]> signature) {
    return new TestKey(this, header, claims, signature);
  }

  /**
   * The key as it goes into the {@code api-key} header; the same text at each call.
   *
   * @return the compact serialization
   */
  public String text() {
    String known = text.get();
    if (known != null) {
      return known;
    }
    // ECDSA and PSS sign the same bytes differently each time: the first text stays.
    String made = RawKey.of(JsonText.compact(header), JsonText.compact(claims), signature);
    return text.compareAndSet(null, made) ? made : text();
  }

  /**
   * The id by which the gate knows the key and a store revokes it: its {@code jti}, or what is
   * derived from its signed text where it has none.
   *
   * @return the id
   */
  public String keyId() {
    return claims.get("jti") instanceof String id ? id : derivedId();
  }

  /** The id; never the text, which would let the holder of a log in. */
  @Override
  public String toString() {
    return "TestKey[" + keyId() + "]";
  }

  private String derivedId() {
    String signed = text().substring(0, text().lastIndexOf('.'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> members, String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return more;
  }
}
