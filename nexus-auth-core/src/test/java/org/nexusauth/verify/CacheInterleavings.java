package org.nexusauth.verify;

import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.VerificationKey;
import org.nexusauth.jwk.internal.VerificationKeySet;
import org.nexusauth.verify.VerificationResult.Verified;

/**
 * T02: whatever the interleaving, what a verification key proved is not found once that key was
 * retired, also when it is added afterwards.
 */
@Tag("deep")
public class CacheInterleavings {
  private static final Signer SIGNER = Signer.of("HS256");
  private static final Verified VERIFIED =
      new Verified(Verifiers.verified(Verifiers.trusting(SIGNER), KeyMaker.of(SIGNER).text()));

  private static final VerificationKey ANY = key();
  private static final CachedText TEXT = new CachedText("aaa.bbb.ccc");

  private final VerifiedKeyCache cache = new VerifiedKeyCache(100);
  private final VerificationKey signedWith = ANY.withId("another for each trial");

  private static VerificationKey key() {
    try {
      return VerificationKeySet.read(Signer.jwks(SIGNER), null).findById(SIGNER.keyId());
    } catch (UnusableKeyException e) {
      throw new AssertionError(e);
    }
  }

  @Operation
  public boolean isKnown() {
    return cache.find(TEXT) != null;
  }

  @Operation
  public void add() {
    cache.add(TEXT, VERIFIED, signedWith);
  }

  @Operation
  public void retire() {
    signedWith.retire();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void keys_ofARetiredOne_areNotFoundInManyInterleavings() {
    options().check(CacheInterleavings.class);
  }

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1);
  }
}
