package org.nexusauth.management.alert.guide;

import java.util.List;
import java.util.stream.Collectors;
import org.nexusauth.internal.HumanDuration;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertThresholds;

/** Describes the rules with the thresholds that are in force. Thread-safe. */
public final class RuleDescriptions {
  private final AlertThresholds thresholds;

  /** Describes rules with their thresholds. */
  public RuleDescriptions(AlertThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Returns the description of a rule. */
  public RuleDescription describe(AlertKind kind) {
    return switch (kind) {
      case TRAFFIC_SPIKE -> describeSpike();
      case TRAFFIC_DROP -> describeDrop();
      case SILENCE -> describeSilence();
      case ERROR_SHARE -> describeErrors();
      case LIMIT_HITS -> describeLimitHits();
      case LIMIT_NEARLY_USED -> describeLimitUse();
      case REVOKED_KEY_USED -> describeRevokedKey();
      case EXPIRED_KEY_USED -> describeExpiredKey();
      case OLD_KEY_USED -> describeOldKey();
      case NEW_CLIENT_VERSION -> describeNewVersion();
      case NEW_NETWORK -> describeNewNetwork();
      case UNKNOWN_KEY -> describeUnknownKey();
      case EXPIRING -> describeExpiry();
      case UNUSED -> describeUnused();
    };
  }

  private RuleDescription describeSpike() {
    return new RuleDescription(
        "Traffic spike",
        "The requests of a key by time, compared with the key's own past.",
        describeTraffic("more"),
        "Ask the owner of the integration whether it is meant. If it is not known, compare"
            + " networks and client versions on the Usage page, and rotate the key.");
  }

  private RuleDescription describeDrop() {
    return new RuleDescription(
        "Traffic drop",
        "The requests of a key by time, compared with the key's own past.",
        describeTraffic("fewer"),
        "Look whether requests are denied in the error log, and ask the owner of the"
            + " integration whether it runs.");
  }

  private RuleDescription describeSilence() {
    return new RuleDescription(
        "Silence",
        "How long a key has made no request, compared with its own pauses.",
        "%s times as long as its longest usual pause.".formatted(thresholds.silencePauses()),
        "Ask the owner of the integration whether it runs. If it was switched off for good,"
            + " revoke its keys.");
  }

  private RuleDescription describeErrors() {
    return new RuleDescription(
        "Errors",
        "The share of a key's requests that are answered with 4xx or 5xx, or denied.",
        "%s %% of the requests are errors, and there are at least %s of them."
            .formatted(Math.round(thresholds.errorShare() * 100), thresholds.errorRequests()),
        "Open the error log of the key: it names the reason of each denial. Errors of the"
            + " application, 5xx, are in its own log.");
  }

  private RuleDescription describeLimitHits() {
    return new RuleDescription(
        "Limit reached",
        "Requests of a key that are denied because a limit is used up.",
        "%s requests denied by a limit in 15 minutes.".formatted(thresholds.limitHits()),
        "If the traffic is meant, give the key a larger plan. Else have the client slow down"
            + " as the answer's headers say.");
  }

  private RuleDescription describeLimitUse() {
    return new RuleDescription(
        "Limit nearly used",
        "How much of its longest limit a key has used.",
        joinNumbers(thresholds.limitPercents()) + " % of the limit.",
        "If the traffic is meant, give the key a larger plan before requests are denied.");
  }

  private RuleDescription describeRevokedKey() {
    return new RuleDescription(
        "Revoked key in use",
        "Requests with a key that was revoked.",
        describeEndedKey(),
        "Find the client by its network and version in the error log. If the key had leaked,"
            + " an attacker tries it; else a client was forgotten: give it the new key.");
  }

  private RuleDescription describeExpiredKey() {
    return new RuleDescription(
        "Expired key in use",
        "Requests with a key that has expired.",
        describeEndedKey(),
        "Generate a new key for the client, or have it use the one that it was given.");
  }

  private RuleDescription describeOldKey() {
    return new RuleDescription(
        "Old key in use",
        "Requests with the old key of a rotation after the new one was used.",
        "The new key has been used for %s, and the old one still is."
            .formatted(HumanDuration.format(thresholds.oldKeyAfter().toMillis())),
        "Some client still has the old key. Find it by network and version on the key's page"
            + " before the grace ends, or make the grace longer.");
  }

  private RuleDescription describeNewVersion() {
    return new RuleDescription(
        "New client version",
        "The versions that clients of a key send.",
        describeNewDetail("version"),
        "Nothing, if the client was updated. Else look where the requests come from.");
  }

  private RuleDescription describeNewNetwork() {
    return new RuleDescription(
        "New network",
        "The networks that requests of a key come from.",
        describeNewDetail("network"),
        "Ask the owner of the integration whether the client has moved. If that is not known,"
            + " the key may be stolen: rotate it.");
  }

  private RuleDescription describeUnknownKey() {
    return new RuleDescription(
        "Key that was never issued",
        "Genuine keys that have no record here.",
        "Any use of a key whose signature is good and whose id was never issued.",
        "The signing key may be stolen. If no other service issues keys with it: prepare a new"
            + " signing key, rotate the keys, and revoke the old signing key.");
  }

  private RuleDescription describeExpiry() {
    return new RuleDescription(
        "Key expires",
        "The expiry of valid keys.",
        joinNumbers(thresholds.expiryDays()) + " day(s) before it.",
        "Rotate the key, and give the new one to the client before the old one expires.");
  }

  private RuleDescription describeUnused() {
    return new RuleDescription(
        "Unused key",
        "When valid keys were used last.",
        "No request for %s.".formatted(HumanDuration.format(thresholds.unusedAfter().toMillis())),
        "Ask the owner of the integration whether the key is needed; revoke it if not.");
  }

  private String describeTraffic(String direction) {
    return "%s times %s requests than usual at least, by %s standard deviations, and %s in five minutes."
        .formatted(
            thresholds.trafficRatio(),
            direction,
            thresholds.trafficDeviations(),
            thresholds.trafficRequests());
  }

  private String describeEndedKey() {
    return "%s request(s) with such a key in an hour.".formatted(thresholds.endedKeyUses());
  }

  private String describeNewDetail(String what) {
    return "A %s that the key has never had, once it has been used for %s."
        .formatted(what, HumanDuration.format(thresholds.newDetailAfter().toMillis()));
  }

  private static String joinNumbers(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
