package org.nexusauth.verify;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads public keys and certificates in PEM (RFC 7468 §13, §5). */
final class PemReader {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private static final Pattern START = Pattern.compile("-----BEGIN ");

  private PemReader() {}

  static List<VerificationKey> read(String text) throws BadKeysException {
    List<VerificationKey> keys = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    Matcher starts = START.matcher(text);
    while (starts.find()) {
      if (!blocks.find()) {
        throw new BadKeysException("has a PEM block that is not whole: cut off, or changed");
      }
      PublicKey key = key(blocks.group(1), blocks.group(2));
      String algorithm = algorithmOf(key);
      KeyStrength.require(algorithm, key);
      keys.add(VerificationKey.of(null, algorithm, key));
    }
    return keys;
  }

  private static PublicKey key(String label, String body) throws BadKeysException {
    if (label.endsWith("PRIVATE KEY")) {
      throw new BadKeysException(
          "holds a private key; give the public key alone (openssl pkey -pubout)");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      return switch (label) {
        case "PUBLIC KEY" -> publicKey(der);
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
        default ->
            throw new BadKeysException(
                "holds a PEM block \"" + label + "\"; expected \"PUBLIC KEY\" or \"CERTIFICATE\"");
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadKeysException("holds a PEM block that cannot be read");
    }
  }

  private static PublicKey publicKey(byte[] der) throws BadKeysException {
    for (String type : List.of("RSA", "EC", "EdDSA")) {
      PublicKey key = publicKey(type, der);
      if (key != null) {
        return key;
      }
    }
    throw new BadKeysException("holds a public key that is none of RSA, EC and EdDSA");
  }

  private static @Nullable PublicKey publicKey(String type, byte[] der) {
    try {
      return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static String algorithmOf(PublicKey key) throws BadKeysException {
    String algorithm =
        key instanceof ECPublicKey ec
            ? KeyStrength.algorithmOf(ec)
            : switch (key.getAlgorithm()) {
              case "RSA" -> "RS256";
              case "EdDSA" -> Algorithms.EDDSA;
              default -> "";
            };
    if (algorithm.isEmpty()) {
      throw new BadKeysException(
          "holds a key of type "
              + key.getAlgorithm()
              + ", or of a curve, that verifies nothing here");
    }
    return algorithm;
  }
}
