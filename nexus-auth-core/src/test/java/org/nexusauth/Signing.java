package org.nexusauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of the JWS algorithms (RFC 7518 §3, RFC 8037 §3.1) by the JDK's own means. */
public final class Signing {
  private Signing() {}

  static byte[] sign(Signer signer, byte[] input) {
    return sign(signer, input, new SecureRandom());
  }

  /** Returns a signature; the same source of random numbers gives the same one. */
  public static byte[] sign(Signer signer, String input, SecureRandom random) {
    return sign(signer, input.getBytes(StandardCharsets.UTF_8), random);
  }

  private static byte[] sign(Signer signer, byte[] input, SecureRandom random) {
    String bits = signer.algorithm().substring(2);
    return switch (signer.algorithm().substring(0, 2)) {
      case "HS" -> mac("HmacSHA" + bits, signer.secret(), input);
      case "RS" -> signature("SHA" + bits + "withRSA", signer.pair().getPrivate(), input, random);
      case "ES" ->
          signature(
              "SHA" + bits + "withECDSAinP1363Format", signer.pair().getPrivate(), input, random);
      case "PS" -> pss(signer.pair().getPrivate(), Integer.parseInt(bits), input, random);
      default ->
          signature(
              signer.pair().getPrivate().getAlgorithm(), signer.pair().getPrivate(), input, random);
    };
  }

  public static byte[] mac(String algorithm, byte[] secret, byte[] input) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] signature(
      String algorithm, PrivateKey key, byte[] input, SecureRandom random) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key, random);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] pss(PrivateKey key, int bits, byte[] input, SecureRandom random) {
    String hash = "SHA-" + bits;
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
      signature.initSign(key, random);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
