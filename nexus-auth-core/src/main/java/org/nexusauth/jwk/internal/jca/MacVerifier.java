package org.nexusauth.jwk.internal.jca;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import javax.crypto.Mac;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;

/** Verifies with a shared secret (RFC 7518 §3.2). Thread-safe. */
final class MacVerifier implements SignatureVerifier {
  private final String name;
  private final Key secret;
  private final @Nullable String provider;
  private final InstancePool<Mac> idle = new InstancePool<>();

  private MacVerifier(String name, Key secret, @Nullable String provider) {
    this.name = name;
    this.secret = secret;
    this.provider = provider;
  }

  static MacVerifier of(String algorithm, Key secret, ProviderContext provider) {
    return new MacVerifier(
        "HmacSHA" + algorithm.substring("HS".length()),
        secret,
        provider.getSuppliedKeyProviderContext().getMacProvider());
  }

  /** A {@link Mac} is reset by {@code doFinal}; after an exception it is not used again. */
  @Override
  public boolean verifies(byte[] text, int signedLength, byte[] signature)
      throws GeneralSecurityException {
    Mac mac = idle.take();
    if (mac == null) {
      mac = createMac();
    }
    mac.update(text, 0, signedLength);
    byte[] expected = mac.doFinal();
    idle.giveBack(mac);
    return MessageDigest.isEqual(expected, signature);
  }

  private Mac createMac() throws GeneralSecurityException {
    Mac mac = provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
    mac.init(secret);
    return mac;
  }
}
