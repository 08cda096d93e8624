package org.nexusauth.jwk.internal.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PublicKey;
import java.security.Signature;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;

/** Verifies RSASSA-PKCS1-v1_5 (RFC 7518 §3.3). Thread-safe. */
final class RsaVerifier implements SignatureVerifier {
  private final String name;
  private final Key key;
  private final @Nullable String provider;
  private final InstancePool<Signature> idle = new InstancePool<>();

  private RsaVerifier(String name, Key key, @Nullable String provider) {
    this.name = name;
    this.key = key;
    this.provider = provider;
  }

  static RsaVerifier of(String algorithm, Key key, ProviderContext provider) {
    return new RsaVerifier(
        "SHA" + algorithm.substring("RS".length()) + "withRSA",
        key,
        provider.getSuppliedKeyProviderContext().getSignatureProvider());
  }

  /** A {@link Signature} is reset by {@code verify}; after an exception it is not used again. */
  @Override
  public boolean verifies(byte[] text, int signedLength, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = idle.take();
    if (verifier == null) {
      verifier = createVerifier();
    }
    verifier.update(text, 0, signedLength);
    boolean valid = verifier.verify(signature);
    idle.giveBack(verifier);
    return valid;
  }

  private Signature createVerifier() throws GeneralSecurityException {
    if (!(key instanceof PublicKey publicKey)) {
      throw new InvalidKeyException("not a public key");
    }
    Signature verifier =
        provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    verifier.initVerify(publicKey);
    return verifier;
  }
}
