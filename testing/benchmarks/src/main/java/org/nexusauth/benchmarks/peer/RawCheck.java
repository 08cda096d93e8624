package org.nexusauth.benchmarks.peer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The check of the signature alone, which no library can leave out, by {@code java.security}, on
 * bytes that were decoded before. Not thread-safe when it uses one object again.
 */
final class RawCheck implements KeyCheck {
  private static final Map<String, String> NAMES =
      Map.of(
          "RS256", "SHA256withRSA",
          "ES256", "SHA256withECDSAinP1363Format",
          "EdDSA", "Ed25519",
          "HS256", "HmacSHA256");

  private final Key key;
  private final String name;
  private final @Nullable Provider provider;
  private final boolean reusing;
  private @Nullable Signature reusedSignature;
  private @Nullable Mac reusedMac;

  private RawCheck(Trust trust, boolean reusing) {
    this.key = trust.key();
    this.name = Objects.requireNonNull(NAMES.get(trust.algorithm()), trust.algorithm());
    this.provider = trust.provider().isEmpty() ? null : Security.getProvider(trust.provider());
    this.reusing = reusing;
  }

  /** Returns a check that creates an object each time, as those are not thread-safe. */
  static RawCheck creating(Trust trust) {
    return new RawCheck(trust, false);
  }

  /** Returns a check that creates an object the first time, for one thread. */
  static RawCheck reusing(Trust trust) {
    return new RawCheck(trust, true);
  }

  @Override
  public Object check(String text) throws GeneralSecurityException {
    return check(input(text), signature(text));
  }

  @Override
  public Callable<Object> of(String text) {
    byte[] input = input(text);
    byte[] signature = signature(text);
    return () -> check(input, signature);
  }

  private static byte[] input(String text) {
    return text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] signature(String text) {
    return Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
  }

  private byte[] check(byte[] input, byte[] signature) throws GeneralSecurityException {
    boolean good =
        key instanceof PublicKey verifier
            ? verifySignature(verifier, input, signature)
            : MessageDigest.isEqual(verifyMac(input), signature);
    if (!good) {
      throw new GeneralSecurityException("the signature is wrong");
    }
    return signature;
  }

  private boolean verifySignature(PublicKey verifier, byte[] input, byte[] signed)
      throws GeneralSecurityException {
    Signature signature = reusedSignature;
    if (signature == null) {
      signature =
          provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
      signature.initVerify(verifier);
      reusedSignature = reusing ? signature : null;
    }
    signature.update(input);
    return signature.verify(signed);
  }

  private byte[] verifyMac(byte[] input) throws GeneralSecurityException {
    Mac mac = reusedMac;
    if (mac == null) {
      mac = provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
      mac.init(key);
      reusedMac = reusing ? mac : null;
    }
    return mac.doFinal(input);
  }
}
