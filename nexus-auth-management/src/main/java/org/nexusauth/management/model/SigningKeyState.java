package org.nexusauth.management.model;

/** The state of a signing key, in the order of its life. */
public enum SigningKeyState {
  /** Published, so that verifiers know it before it signs. */
  NEXT,
  /** Signs new keys; one per issuer. */
  SIGNING,
  /** Signs no more; its keys are valid. */
  VERIFY_ONLY,
  /** Published no more: its keys are denied. */
  RETIRED,
  /** Revoked: it was stolen. */
  REVOKED
}
