package org.nexusauth.cli.audit;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.option.InstantConverter;
import org.nexusauth.management.store.AuditQuery;
import picocli.CommandLine.Option;

/** Which events are printed. */
final class AuditFilter {

  @Option(
      names = "--organization",
      split = ",",
      paramLabel = "ID",
      description = "Only those of an organization; repeat it or use commas for more.")
  private String[] organizations = {};

  @Option(names = "--actor", paramLabel = "NAME", description = "Only those of one operator.")
  private @Nullable String actor;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Only those of one action, for example key.revoke.")
  private @Nullable String action;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Only those about one key, integration, agent, organization or signing key.")
  private @Nullable String subject;

  @Option(
      names = "--from",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only those at this time or later, for example 2027-01-31T00:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      converter = InstantConverter.class,
      paramLabel = "TIME",
      description = "Only those before this time.")
  private @Nullable Instant to;

  AuditQuery toQuery() {
    Set<String> owners = null;
    if (organizations.length > 0) {
      owners = new LinkedHashSet<>(List.of(organizations));
    }
    return new AuditQuery(owners, actor, action, subject, from, to);
  }
}
