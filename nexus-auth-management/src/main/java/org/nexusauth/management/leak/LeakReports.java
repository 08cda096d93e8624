package org.nexusauth.management.leak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.nexusauth.limit.FailureLimit;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.leak.LeakReportResult.Denied;
import org.nexusauth.management.leak.LeakReportResult.Handled;
import org.nexusauth.management.leak.LeakReportResult.Limited;
import org.nexusauth.management.leak.LeakReportResult.Malformed;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.verify.VerificationBudget;

/**
 * Takes reports of leaked keys: from GitHub's secret scanning, and from everybody else. A key that
 * proves by its signature to be one of ours is revoked, or alerted about, and marked as exposed;
 * whether it has expired or is revoked already makes no difference. Nothing is done for any other
 * text.
 *
 * <p>A report that claims to be GitHub's must be signed by GitHub. Others need no signature: who
 * has the text of a key could use it, so the report discloses nothing, and ends a key at most that
 * is no secret any more.
 *
 * <p>Thread-safe. A report may be repeated: nothing is done twice. Keeps nothing of what is
 * reported.
 */
public final class LeakReports {
  /** The largest body, in bytes. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** Unsigned reports of this many texts that are no keys of ours are examined in a minute. */
  static final int MAX_FAILURES_PER_MINUTE = 2_000;

  private static final Operator REPORTER = new Operator("leak-report", Role.ADMIN, Set.of());

  private final Function<String, Optional<KeyClaims>> genuineKeys;
  private final LeakedKeyHandler handler;
  private final GitHubKeys gitHubKeys;
  private final VerificationBudget failures;

  /** What was logged since the last valid report of GitHub: the log must not be flooded. */
  private final Set<String> loggedProblems = ConcurrentHashMap.newKeySet();

  /**
   * Returns the service for an application.
   *
   * @param apiKeys the keys that are revoked and marked
   * @param genuineKeys returns the claims of a text that is a genuine key by its signature, valid
   *     or not, and nothing for any other text
   */
  public static LeakReports create(
      ApiKeys apiKeys, Function<String, Optional<KeyClaims>> genuineKeys, LeakSettings settings) {
    return new LeakReports(
        genuineKeys,
        new RecordedLeakHandler(apiKeys, settings.revoke()),
        settings.gitHubKeys(),
        new FailureLimit(MAX_FAILURES_PER_MINUTE, System::nanoTime));
  }

  LeakReports(
      Function<String, Optional<KeyClaims>> genuineKeys,
      LeakedKeyHandler handler,
      GitHubKeys gitHubKeys,
      VerificationBudget failures) {
    this.genuineKeys = genuineKeys;
    this.handler = handler;
    this.gitHubKeys = gitHubKeys;
    this.failures = failures;
  }

  /**
   * Does what a report is for.
   *
   * @param body the body of the request as it came: GitHub's signature is over its bytes
   * @param sender who sent it
   * @throws org.nexusauth.management.problem.ManagementException of kind {@code UNAVAILABLE} when a
   *     store cannot be reached: the report must be sent again
   */
  public LeakReportResult handle(byte[] body, LeakReportSender sender) {
    if (sender.claimsGitHub()) {
      String problem = gitHubKeys.findProblem(body, sender);
      if (!problem.isEmpty()) {
        return denySignature(problem, sender);
      }
      loggedProblems.clear();
      return examineBody(body, sender, VerificationBudget.UNLIMITED);
    }
    return examineBody(body, sender, failures);
  }

  private LeakReportResult denySignature(String problem, LeakReportSender sender) {
    Duration wait = failures.take(sender.address());
    if (wait != null) {
      return new Limited(wait);
    }
    if (loggedProblems.add(problem)) {
      Log.signatureDenied(sender.address(), problem);
    }
    return new Denied(
        "This report claims to be GitHub's, but " + problem + ". Nothing was done for it.");
  }

  private LeakReportResult examineBody(
      byte[] body, LeakReportSender sender, VerificationBudget budget) {
    Duration wait = budget.take(sender.address());
    if (wait != null) {
      return new Limited(wait);
    }
    List<ReportedToken> tokens;
    try {
      tokens = LeakReportBody.parse(body, sender.claimsGitHub());
    } catch (LeakReportBody.MalformedReportException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
    budget.giveBack(sender.address());
    return examineTokens(tokens, sender, budget);
  }

  private LeakReportResult examineTokens(
      List<ReportedToken> tokens, LeakReportSender sender, VerificationBudget budget) {
    List<LeakFinding> findings = new ArrayList<>();
    for (ReportedToken token : tokens) {
      Duration wait = budget.take(sender.address());
      if (wait != null) {
        return new Limited(wait);
      }
      boolean genuine = handleIfGenuine(token, sender);
      if (genuine) {
        budget.giveBack(sender.address());
      }
      findings.add(new LeakFinding(token.hash(), token.type(), genuine));
    }
    return new Handled(findings);
  }

  private boolean handleIfGenuine(ReportedToken token, LeakReportSender sender) {
    KeyClaims claims = genuineKeys.apply(token.text()).orElse(null);
    if (claims == null) {
      return false;
    }
    ChangeContext context = new ChangeContext(REPORTER, sender.requestId(), sender.address(), null);
    handler.handleLeak(context, claims.ref(), token);
    return true;
  }
}
