package org.nexusauth.management.leak;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Signs reports as GitHub does, with a key of its own. */
final class GitHubSignature {
  static final String IDENTIFIER =
      "4fe6b016179b74078ade7581abf4e84fb398c6fae4fb973972235b84fcd70ca3";

  private final KeyPair pair;

  private GitHubSignature(KeyPair pair) {
    this.pair = pair;
  }

  static GitHubSignature generate() {
    return generate("secp256r1");
  }

  static GitHubSignature generate(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new GitHubSignature(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what GitHub's meta endpoint answers. */
  String publicKeys() {
    return publicKeys(IDENTIFIER);
  }

  String publicKeys(String identifier) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded());
    return "{\"public_keys\":[{\"key_identifier\":\"%s\",\"key\":\"-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n\",\"is_current\":true}]}"
        .formatted(identifier, base64.replace("\n", "\\n"));
  }

  LeakReportSender sender(byte[] body) {
    return new LeakReportSender(IDENTIFIER, sign(body), "req-1", "140.82.112.1");
  }

  String sign(byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
