package org.nexusauth.management.alert.guide;

import java.util.function.Function;
import org.nexusauth.management.alert.rule.AlertKind;

/** Describes the rules with the thresholds that are in force. Thread-safe. */
public final class RuleDescriptions implements Function<AlertKind, RuleDescription> {

  /** Describes rules. */
  public RuleDescriptions() {}

  @Override
  public RuleDescription apply(AlertKind kind) {
    return switch (kind) {
      case TRAFFIC_SPIKE ->
          new RuleDescription(
              "Traffic spike",
              "The requests of a key by time, compared with the key's own past.",
              "Far more requests than nearly ever before, and at least 50.",
              "Ask the owner of the integration whether it is meant. If nobody knows of it, compare"
                  + " networks and client versions on the Usage page, and rotate the key.");
      case TRAFFIC_DROP ->
          new RuleDescription(
              "Traffic drop",
              "The requests of a key by time, compared with the key's own past.",
              "Far fewer requests than nearly ever before, where there were at least 50.",
              "Look whether requests are denied in the error log, and ask the owner of the"
                  + " integration whether it runs.");
      case SILENCE ->
          new RuleDescription(
              "Silence",
              "How long a key has made no request, compared with its own pauses.",
              "Much longer without a request than ever before.",
              "Ask the owner of the integration whether it runs. If it was switched off for good,"
                  + " revoke its keys.");
      case ERROR_SHARE ->
          new RuleDescription(
              "Errors",
              "The share of a key's requests that are answered with 4xx or 5xx, or denied.",
              "A large share of at least 50 requests.",
              "Open the error log of the key: it names the reason of each denial. Errors of the"
                  + " application, 5xx, are in its own log.");
      case LIMIT_HITS ->
          new RuleDescription(
              "Limit reached",
              "Requests of a key that are denied because a limit is used up.",
              "Denials by a limit in several minutes.",
              "If the traffic is meant, give the key a larger plan. Else have the client slow down"
                  + " as the answer's headers say.");
      case LIMIT_NEARLY_USED ->
          new RuleDescription(
              "Limit nearly used",
              "How much of its longest limit a key has used.",
              "75, 90 and 100 % of the limit.",
              "If the traffic is meant, give the key a larger plan before requests are denied.");
      case REVOKED_KEY_USED ->
          new RuleDescription(
              "Revoked key in use",
              "Requests with a key that was revoked.",
              "Any request that is denied as key_revoked after a revocation.",
              "Find the client by its network and version in the error log. If the key had leaked,"
                  + " somebody tries it; else a client was forgotten: give it the new key.");
      case EXPIRED_KEY_USED ->
          new RuleDescription(
              "Expired key in use",
              "Requests with a key that has expired.",
              "Any request that is denied as key_expired.",
              "Generate a new key for the client, or have it use the one that it was given.");
      case OLD_KEY_USED ->
          new RuleDescription(
              "Old key in use",
              "Requests with the old key of a rotation after the new one was used.",
              "The old key is still used near the end of its grace.",
              "Some client still has the old key. Find it by network and version on the key's page"
                  + " before the grace ends, or make the grace longer.");
      case NEW_CLIENT_VERSION ->
          new RuleDescription(
              "New client version",
              "The versions that clients of a key send.",
              "A version that the key has never had.",
              "Nothing, if the client was updated. Else look where the requests come from.");
      case NEW_NETWORK ->
          new RuleDescription(
              "New network",
              "The networks that requests of a key come from.",
              "A network that the key has never been used from.",
              "Ask the owner of the integration whether the client has moved. If nobody knows of it,"
                  + " the key may be stolen: rotate it.");
      case UNKNOWN_KEY ->
          new RuleDescription(
              "Key that was never issued",
              "Genuine keys that have no record here.",
              "Any use of a key whose signature is good and whose id was never issued.",
              "The signing key may be stolen. If nobody else issues keys with it: prepare a new"
                  + " signing key, rotate the keys, and revoke the old signing key.");
      case EXPIRING ->
          new RuleDescription(
              "Key expires",
              "The expiry of valid keys.",
              "30, 7 and 1 days before it.",
              "Rotate the key, and give the new one to the client before the old one expires.");
      case UNUSED ->
          new RuleDescription(
              "Unused key",
              "When valid keys were used last.",
              "No request for 90 days.",
              "Ask the owner of the integration whether the key is needed; revoke it if not.");
    };
  }
}
