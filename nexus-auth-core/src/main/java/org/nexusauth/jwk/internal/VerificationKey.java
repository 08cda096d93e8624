package org.nexusauth.jwk.internal;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jose4j.jca.ProviderContext;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.LogSanitizer;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.jca.SignatureVerifier;

/** One key that verifies with one algorithm, until it is retired. Thread-safe. */
public final class VerificationKey {
  private final @Nullable String id;
  private final String algorithm;
  private final Key key;
  private final SignatureVerifier verifier;
  private final int signatureLength;
  private volatile boolean trusted = true;

  private VerificationKey(
      @Nullable String id, String algorithm, Key key, SignatureVerifier verifier) {
    this.id = id;
    this.algorithm = algorithm;
    this.key = key;
    this.verifier = verifier;
    this.signatureLength = JwsAlgorithms.signatureLength(algorithm, key);
  }

  /**
   * Returns a key that verifies with this algorithm alone, by the JDK's choice of a provider.
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
    return new VerificationKey(
        id, canonical, key, createVerifier(canonical, key, new ProviderContext()));
  }

  private static SignatureVerifier createVerifier(
      String algorithm, Key key, ProviderContext provider) throws UnusableKeyException {
    try {
      return SignatureVerifier.of(algorithm, key, provider);
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
    return new VerificationKey(newId, algorithm, key, verifier);
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
   * Returns this key as one that a provider verifies with.
   *
   * @throws UnusableKeyException when the provider does not support the algorithm or the key: else
   *     it would reject every signature without a cause
   */
  VerificationKey verifiedBy(ProviderContext provider) throws UnusableKeyException {
    SignatureVerifier other = createVerifier(algorithm, key, provider);
    byte[] any = new byte[signatureLength];
    Arrays.fill(any, (byte) 1); // Zeros would be rejected before the provider is called.
    try {
      other.verifies(new byte[0], 0, any);
    } catch (GeneralSecurityException | RuntimeException e) { // What providers throw differs.
      String name = provider.getSuppliedKeyProviderContext().getSignatureProvider();
      throw new UnusableKeyException(
          "%s cannot be used with the JCA provider %s"
              .formatted(this, Objects.requireNonNullElse(name, "of this JDK")));
    }
    return new VerificationKey(id, algorithm, key, other);
  }

  /**
   * Returns whether the signature is this key's over the first bytes of a text; never throws for
   * bad bytes.
   */
  public boolean verifies(byte[] text, int signedLength, byte[] signature) {
    if (signature.length != signatureLength) {
      return false;
    }
    try {
      return verifier.verifies(text, signedLength, signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // What providers throw for bad bytes differs.
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
