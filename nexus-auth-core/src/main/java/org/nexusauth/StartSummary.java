package org.nexusauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nexusauth.config.ClaimSettings;
import org.nexusauth.config.GateSettings;
import org.nexusauth.config.LimitSettings;
import org.nexusauth.config.LimitSettings.Mode;
import org.nexusauth.internal.LogSanitizer;

/**
 * The log line of a gate that starts: what it guards, what is open, and what it does not check.
 *
 * @param settings the gate's settings
 * @param keys the verification keys, in words
 * @param store the name of the revocation store, if there is one
 */
record StartSummary(GateSettings settings, String keys, Optional<String> store) {
  private static final String SEPARATOR = " · ";

  /** Annotations guard a resource also on an excluded path. */
  private static final String BY_ANNOTATION = "annotated";

  /** Returns whether the exclusions leave nothing guarded of what is guarded by its mapping. */
  boolean isOpen(String guarded) {
    return List.of(guarded.split(", ")).stream().allMatch(this::isExcluded);
  }

  private boolean isExcluded(String mapping) {
    return !mapping.startsWith(BY_ANNOTATION) && settings.paths().excludesAll(mapping);
  }

  /** Returns the line of a gate that guards something. */
  String describe(String guarded) {
    return describeHeader() + " guards " + guarded + SEPARATOR + describeSettings();
  }

  /** Returns the line of a gate whose exclusions leave nothing guarded. */
  String describeOpen(String guarded) {
    return describeHeader()
        + " guards nothing: all of "
        + guarded
        + " is excluded by nexus.auth.paths.exclude"
        + SEPARATOR
        + describeSettings();
  }

  private String describeHeader() {
    String header = settings.token().header();
    return settings.token().expectsBearer() ? header + ": Bearer" : header;
  }

  private String describeSettings() {
    List<String> details = new ArrayList<>();
    addPaths(details);
    addClaims(details, settings.claims());
    details.add(keys);
    details.add("skew " + settings.claims().skew().toSeconds() + " s");
    details.add(describeRevocation());
    if (!settings.claims().expiryRequired()) {
      details.add("keys without expiry are accepted");
    }
    addLimits(details, settings.limits());
    if (settings.failuresPerMinute() > 0) {
      details.add("at most " + settings.failuresPerMinute() + " failures per minute and address");
    }
    return String.join(SEPARATOR, details);
  }

  private static void addLimits(List<String> details, LimitSettings limits) {
    if (limits.mode() == Mode.OFF) {
      return;
    }
    String text = "limits " + limits.standard().describePolicies();
    if (!limits.plans().isEmpty()) {
      text += " and named plans";
    }
    if (!limits.store().equals(LimitSettings.LOCAL)) {
      text += ", shared by " + LogSanitizer.sanitize(limits.store());
    }
    if (limits.mode() == Mode.OBSERVE) {
      text += ", observed only";
    }
    details.add(text);
  }

  private void addPaths(List<String> details) {
    addList(details, "open without a key ", settings.paths().exclusions());
    addList(details, "permissions ", settings.paths().rules());
    if (settings.passPreflight()) {
      details.add("preflight requests pass without a key");
    }
  }

  private static void addClaims(List<String> details, ClaimSettings claims) {
    String issuer = claims.issuer();
    details.add(issuer == null ? "any issuer" : "issuer " + LogSanitizer.sanitize(issuer));
    if (claims.audiences().isEmpty()) {
      details.add("any audience");
    }
    addList(details, "audience ", claims.audiences().stream().toList());
    addList(details, "type ", claims.types().stream().toList());
    if (claims.maxLifetime() != null) {
      details.add("lifetime at most " + claims.maxLifetime());
    }
  }

  private static void addList(List<String> details, String name, List<String> values) {
    if (!values.isEmpty()) {
      details.add(name + LogSanitizer.escape(String.join(", ", values)));
    }
  }

  private String describeRevocation() {
    if (store.isEmpty()) {
      return "revocation none: keys cannot be revoked before they expire";
    }
    String condition =
        settings.revocation().failOpen() ? " (keys pass while it does not answer)" : "";
    return "revocation " + store.get() + condition;
  }
}
