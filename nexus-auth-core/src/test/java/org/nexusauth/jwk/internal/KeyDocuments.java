package org.nexusauth.jwk.internal;

import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.nexusauth.jwk.KeyStrengths;
import org.nexusauth.jwk.UnusableKeyException;

/** Documents of keys that production does not trust: known answers are of published keys. */
public final class KeyDocuments {
  private KeyDocuments() {}

  /** Reads a document whose keys may be published examples. */
  public static KeyDocument readPublished(String text) throws UnusableKeyException {
    return KeyDocument.read(text, null, KeyStrengths::requireStrong);
  }

  /** Returns a document of one secret, which may be weak. */
  public static KeyDocument ofSecret(String id, String algorithm, byte[] secret)
      throws UnusableKeyException {
    VerificationKey key =
        VerificationKey.of(id, algorithm, new SecretKeySpec(secret, "HmacSHA256"));
    return KeyDocument.of(List.of(new KeyEntryResult.Usable(key)), null);
  }
}
