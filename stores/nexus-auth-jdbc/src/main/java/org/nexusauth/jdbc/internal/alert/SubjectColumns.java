package org.nexusauth.jdbc.internal.alert;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.nexusauth.jdbc.internal.sql.Parameters;
import org.nexusauth.jdbc.internal.sql.ResultRow;
import org.nexusauth.management.alert.rule.AlertKind;
import org.nexusauth.management.alert.rule.AlertSubject;

/** The columns of a rule and of what it is about. */
final class SubjectColumns {
  /** Leaves out rules that a later version has written. */
  static final String KNOWN_KIND = "kind = ANY(:known_kinds)";

  private static final List<String> KINDS =
      Arrays.stream(AlertKind.values()).map(AlertKind::code).toList();

  private SubjectColumns() {}

  static Parameters addKnownKinds(Parameters parameters) {
    return parameters.texts("known_kinds", KINDS);
  }

  static Parameters addTo(Parameters row, AlertKind kind, AlertSubject subject) {
    return row.text("kind", kind.code())
        .text("organization_id", subject.organizationId())
        .text("integration_id", subject.integrationId())
        .text("key_id", subject.keyId());
  }

  static AlertKind kindOf(ResultRow row) throws SQLException {
    String code = row.text("kind");
    return AlertKind.find(code)
        .orElseThrow(() -> new IllegalStateException("an unknown rule was read: " + code));
  }

  static AlertSubject subjectOf(ResultRow row) throws SQLException {
    return new AlertSubject(
        row.text("organization_id"), row.textOrNull("integration_id"), row.textOrNull("key_id"));
  }
}
