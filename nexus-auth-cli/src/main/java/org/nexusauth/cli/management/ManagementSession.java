package org.nexusauth.cli.management;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.apikey.KeyTextReader;

/**
 * One run of a command: the services, who runs it, and where its results go.
 *
 * @param services the services
 * @param keyTexts verifies the texts of keys
 * @param operator who runs it; the one who can open the stores may do everything
 * @param printer where results go
 */
public record ManagementSession(
    ManagementServices services, KeyTextReader keyTexts, Operator operator, RecordPrinter printer) {

  static Operator operatorOf(String name) {
    return new Operator(name, Role.ADMIN, Set.of());
  }

  /** Returns the context of a change. */
  public ChangeContext newChange() {
    return newChange(null);
  }

  /** Returns the context of a change that must not be made twice. */
  public ChangeContext newChange(@Nullable String idempotencyKey) {
    return new ChangeContext(operator, "cli-" + UUID.randomUUID(), null, idempotencyKey);
  }
}
