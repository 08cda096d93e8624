package org.nexusauth.management.leak;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a report, as the request says.
 *
 * @param keyIdentifier the header {@code Github-Public-Key-Identifier}; null for none
 * @param signature the header {@code Github-Public-Key-Signature}; null for none
 * @param requestId the id of the request, for the audit log
 * @param address the remote address; null if it is unknown
 */
public record LeakReportSender(
    @Nullable String keyIdentifier,
    @Nullable String signature,
    String requestId,
    @Nullable String address) {

  /** Returns whether the report claims to be GitHub's: it has one of the headers, or both. */
  public boolean claimsGitHub() {
    return keyIdentifier != null || signature != null;
  }
}
