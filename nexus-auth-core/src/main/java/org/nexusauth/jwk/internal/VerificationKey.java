package org.nexusauth.jwk.internal;

import java.security.Key;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/** One key that verifies with one algorithm, until it is retired. Thread-safe. */
public final class VerificationKey {
  private final @Nullable String id;
  private final String algorithm;
  private final Key key;
  private final JsonWebSignatureAlgorithm signatures;
  private final int signatureLength;
  private volatile boolean trusted = true;

  private VerificationKey(
      @Nullable String id, String algorithm, Key key, JsonWebSignatureAlgorithm signatures) {
    this.id = id;
    this.algorithm = algorithm;
    this.key = key;
    this.signatures = signatures;
    this.signatureLength = JwsAlgorithms.signatureLength(algorithm, key);
  }

  /**
   * Returns a key that verifies with this algorithm alone.
   *
   * <p>Whether the key is strong and of the right kind is for {@link KeyStrengthCheck} to say
   * before.
   *
   * @throws UnusableKeyException when there is no such algorithm, or it is not this curve's
   */
  public static VerificationKey of(@Nullable String id, String algorithm, Key key)
      throws UnusableKeyException {
    String canonical = JwsAlgorithms.canonicalName(algorithm);
    if (!JwsAlgorithms.namesAlgorithm(algorithm, canonical, key)) {
      throw new UnusableKeyException("\"" + algorithm + "\" does not go with the curve of its key");
    }
    try {
      return new VerificationKey(
          id,
          canonical,
          key,
          AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getAlgorithm(canonical));
    } catch (JoseException e) {
      throw new UnusableKeyException("there is no algorithm \"" + algorithm + "\"");
    }
  }

  @Nullable
  public String id() {
    return id;
  }

  public String algorithm() {
    return algorithm;
  }

  /** Returns whether the {@code alg} of a header names this key's algorithm. */
  public boolean isFor(String name) {
    return JwsAlgorithms.namesAlgorithm(name, algorithm, key);
  }

  /** Returns whether this key is still in the set; permanently false once it was retired. */
  public boolean isTrusted() {
    return trusted;
  }

  public void retire() {
    trusted = false;
  }

  public VerificationKey withId(String newId) {
    return new VerificationKey(newId, algorithm, key, signatures);
  }

  boolean isSecret() {
    return JwsAlgorithms.isSecret(algorithm);
  }

  /** Returns what verifies: a public key or a secret. */
  Key material() {
    return key;
  }

  public int signatureLength() {
    return signatureLength;
  }

  boolean isSameAs(VerificationKey other) {
    return Objects.equals(id, other.id)
        && algorithm.equals(other.algorithm)
        && MessageDigest.isEqual(key.getEncoded(), other.key.getEncoded());
  }

  /**
   * Checks that a provider supports the algorithm and the key: else it would reject every signature
   * without a cause.
   */
  void requireVerifiable(ProviderContext provider) throws UnusableKeyException {
    byte[] any = new byte[signatureLength];
    Arrays.fill(any, (byte) 1); // Zeros would be rejected before the provider is called.
    try {
      signatures.verifySignature(any, key, new byte[0], provider);
    } catch (JoseException | RuntimeException e) { // What providers throw differs.
      String name = provider.getSuppliedKeyProviderContext().getSignatureProvider();
      throw new UnusableKeyException(
          "%s cannot be used with the JCA provider %s"
              .formatted(this, Objects.requireNonNullElse(name, "of this JDK")));
    }
  }

  /** Returns whether the signature is this key's over the input; never throws for bad bytes. */
  public boolean verifies(byte[] input, byte[] signature, ProviderContext provider) {
    if (signature.length != signatureLength) {
      return false;
    }
    try {
      return signatures.verifySignature(signature, key, input, provider);
    } catch (JoseException | RuntimeException e) { // What providers throw for bad bytes differs.
      return false;
    }
  }

  /** Returns algorithm and id, if there is one: {@code RS256 "2026-11"}. */
  String describe() {
    if (id == null) {
      return algorithm;
    }
    return algorithm + " \"" + LogSanitizer.sanitize(id) + "\"";
  }

  /** Returns id and algorithm; no key material. */
  @Override
  public String toString() {
    if (id == null) {
      return "key without an id (" + algorithm + ")";
    }
    return "key \"" + id + "\" (" + algorithm + ")";
  }
}
