package org.nexusauth;

import org.jspecify.annotations.Nullable;
import org.nexusauth.config.LimitSettings;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.limit.LimitPlans;
import org.nexusauth.limit.Limiter;
import org.nexusauth.limit.Limits;
import org.nexusauth.revocation.SubjectId;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The step of a decision that charges a request to its key's limits. A request is charged once its
 * key is valid, whatever is decided afterwards; a denial before that only tells what is left.
 *
 * @param limiter counts the requests
 * @param plans the plans that it counts by
 * @param enforced whether a request over a limit is denied; else listeners are told
 * @param draft whether answers have the headers of the draft
 */
record LimitStep(Limiter limiter, LimitPlans plans, boolean enforced, boolean draft)
    implements AutoCloseable {

  LimitStep(Limiter limiter, LimitPlans plans, LimitSettings settings) {
    this(limiter, plans, settings.mode() == LimitSettings.Mode.ENFORCE, settings.draftHeaders());
  }

  /** Charges a request with a valid key. */
  Decision charge(VerifiedApiKey key) {
    Limits limits = limiter.charge(key);
    if (enforced && limits.isExceeded()) {
      return Denied.rateLimited(key, limits);
    }
    return new Granted(key, limits);
  }

  /** Adds to a denial what is left, where its key verified. */
  Denied addState(Denied denied) {
    VerifiedApiKey key = denied.key();
    if (key == null || denied.limits() != null) {
      return denied;
    }
    return denied.withLimits(limiter.peek(key));
  }

  /** Returns what answers tell of limits; null while they are only observed. */
  @Nullable Limits told(Decision decision) {
    if (!enforced) {
      return null;
    }
    return decision.limits();
  }

  Limits inspect(SubjectId key, @Nullable String claimedPlan) {
    return limiter.inspect(key, claimedPlan);
  }

  @Override
  public void close() {
    limiter.close();
  }
}
