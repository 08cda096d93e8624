package org.nexusauth.jwk.internal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nexusauth.jwk.JwsAlgorithms;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/** Reads public keys and certificates in PEM (RFC 7468 §13, §5). */
final class PemReader {
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([^-\\r\\n]+)-----");

  /** A line end as some tools write it into an environment variable: a backslash and a letter. */
  private static final Pattern ESCAPED_LINE_END = Pattern.compile("(\\\\r)?\\\\n");

  private PemReader() {}

  static List<KeyEntryResult> readEntries(String text, KeyPolicy policy)
      throws UnusableKeyException {
    String pem = ESCAPED_LINE_END.matcher(text).replaceAll("\n");
    List<KeyEntryResult> entries = new ArrayList<>();
    Matcher begin = BEGIN.matcher(pem);
    int from = 0;
    while (begin.find(from)) {
      String label = begin.group(1);
      int end = pem.indexOf("-----END " + label + "-----", begin.end());
      int next = pem.indexOf("-----BEGIN ", begin.end());
      boolean isWhole = end >= 0 && (next < 0 || end < next);
      if (label.endsWith("PRIVATE KEY")) { // Reported first, whole or not.
        entries.add(new KeyEntryResult.Unusable(privateKeyProblem(label)));
      } else if (!isWhole) {
        throw new UnusableKeyException(
            "has a PEM block \"" + label + "\" that is not whole: cut off, or changed");
      } else if (!label.endsWith(" PARAMETERS")) {
        entries.add(readEntry(label, pem.substring(begin.end(), end), policy));
      }
      from = begin.end();
    }
    return entries;
  }

  private static String privateKeyProblem(String label) {
    if (label.startsWith("OPENSSH")) {
      return "holds a private key of OpenSSH; give the public key alone, of RSA or ECDSA:"
          + " ssh-keygen -e -m PKCS8 -f FILE > NEW";
    }
    return "holds a private key; give the public key alone: openssl pkey -in FILE -pubout";
  }

  private static KeyEntryResult readEntry(String label, String body, KeyPolicy policy) {
    try {
      PublicKey key = readKey(label, body);
      String algorithm = algorithmOf(key);
      policy.require(algorithm, key);
      return new KeyEntryResult.Usable(VerificationKey.of(null, algorithm, key));
    } catch (UnusableKeyException e) {
      return new KeyEntryResult.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private static PublicKey readKey(String label, String body) throws UnusableKeyException {
    return switch (label) {
      case "PUBLIC KEY" -> SubjectPublicKeyInfo.readKey(decodeBase64(label, body));
      case "CERTIFICATE" -> readCertifiedKey(decodeBase64(label, body));
      default ->
          throw new UnusableKeyException(
              "holds a PEM block \""
                  + label
                  + "\"; expected \"PUBLIC KEY\" or \"CERTIFICATE\""
                  + conversionAdvice(label));
    };
  }

  private static String conversionAdvice(String label) {
    return switch (label) {
      case "RSA PUBLIC KEY" -> ". Convert it: openssl rsa -RSAPublicKey_in -in FILE -pubout";
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
          ". Take its key: openssl req -in FILE -noout -pubkey";
      case "TRUSTED CERTIFICATE", "X509 CERTIFICATE" -> ". Convert it: openssl x509 -in FILE";
      case "PKCS7" -> ". Convert it: openssl pkcs7 -in FILE -print_certs";
      default -> "";
    };
  }

  private static byte[] decodeBase64(String label, String body) throws UnusableKeyException {
    if (body.isBlank()) {
      throw new UnusableKeyException("has a PEM block \"" + label + "\" that is empty");
    }
    if (body.indexOf(':') >= 0) {
      throw new UnusableKeyException(
          "has headers (RFC 1421) inside a PEM block \""
              + label
              + "\"; take out its lines with a colon, and the empty one below them");
    }
    try {
      return Base64.getDecoder()
          .decode(body.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException(
          "has a PEM block \"" + label + "\" that cannot be read: its content is not base64");
    }
  }

  private static PublicKey readCertifiedKey(byte[] der) throws UnusableKeyException {
    byte[] info;
    try {
      info =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der))
              .getPublicKey()
              .getEncoded();
    } catch (GeneralSecurityException | RuntimeException e) { // Providers throw both.
      throw new UnusableKeyException("holds a certificate that cannot be read");
    }
    return SubjectPublicKeyInfo.readKey(info);
  }

  private static String algorithmOf(PublicKey key) throws UnusableKeyException {
    if (key instanceof RSAPublicKey) {
      return "RS256";
    }
    if (!(key instanceof ECPublicKey ec)) {
      return JwsAlgorithms.EDDSA;
    }
    String algorithm = KeyStrengthCheck.algorithmOf(ec);
    if (algorithm.isEmpty()) {
      throw new UnusableKeyException(
          "holds an EC key of another curve than P-256, P-384 and P-521");
    }
    return algorithm;
  }
}
