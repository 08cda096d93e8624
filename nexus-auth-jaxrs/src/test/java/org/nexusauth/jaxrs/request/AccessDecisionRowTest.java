package org.nexusauth.jaxrs.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nexusauth.jaxrs.request.AccessDecisionRow.Action;
import org.nexusauth.jaxrs.request.AccessDecisionRow.Caller;
import org.nexusauth.jaxrs.rules.AccessRule;

/** Every row and every column, and what several columns that apply mean. */
final class AccessDecisionRowTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNANNOTATED | GRANTED_BY_SAME_GATE  | CHECK_KEY
          UNANNOTATED | GRANTED_BY_OTHER_GATE | CHECK_KEY
          UNANNOTATED | KEY_DEMANDED          | APPLY_SETTINGS
          UNANNOTATED | KEY_SENT              | PASS
          UNANNOTATED | CONTAINER_USER        | PASS
          UNANNOTATED | UNKNOWN               | PASS
          PERMIT_ALL  | GRANTED_BY_SAME_GATE  | CHECK_KEY
          PERMIT_ALL  | GRANTED_BY_OTHER_GATE | CHECK_KEY
          PERMIT_ALL  | KEY_DEMANDED          | DECIDE
          PERMIT_ALL  | KEY_SENT              | DECIDE
          PERMIT_ALL  | CONTAINER_USER        | PASS
          PERMIT_ALL  | UNKNOWN               | PASS
          ROLES       | GRANTED_BY_SAME_GATE  | CHECK_KEY
          ROLES       | GRANTED_BY_OTHER_GATE | CHECK_KEY
          ROLES       | KEY_DEMANDED          | DECIDE
          ROLES       | KEY_SENT              | DECIDE
          ROLES       | CONTAINER_USER        | CHECK_USER
          ROLES       | UNKNOWN               | DECIDE
          KEY         | GRANTED_BY_SAME_GATE  | CHECK_KEY
          KEY         | GRANTED_BY_OTHER_GATE | CHECK_KEY
          KEY         | KEY_DEMANDED          | DECIDE
          KEY         | KEY_SENT              | DECIDE
          KEY         | CONTAINER_USER        | DECIDE
          KEY         | UNKNOWN               | DECIDE
          DENY_ALL    | GRANTED_BY_SAME_GATE  | CHECK_KEY
          DENY_ALL    | GRANTED_BY_OTHER_GATE | CHECK_KEY
          DENY_ALL    | KEY_DEMANDED          | CHECK_USER
          DENY_ALL    | KEY_SENT              | CHECK_USER
          DENY_ALL    | CONTAINER_USER        | CHECK_USER
          DENY_ALL    | UNKNOWN               | CHECK_USER
          """)
  void findAction_eachCell_isTheFirstColumnThatApplies(
      AccessRule.Kind kind, Caller caller, Action expected) {
    AccessDecisionRow row = AccessDecisionRow.rowOf(kind);
    // Columns behind it never change what it decides, whichever of them apply.
    Set<Caller> from = EnumSet.range(caller, Caller.UNKNOWN);

    assertThat(row.findAction(EnumSet.of(caller, Caller.UNKNOWN)::contains)).isEqualTo(expected);
    assertThat(row.findAction(from::contains)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"UNANNOTATED, 3", "PERMIT_ALL, 4", "ROLES, 5", "KEY, 2", "DENY_ALL, 2"})
  void findAction_cellsThatAreAllTheSame_readNothingOfTheRequest(
      AccessRule.Kind kind, int columns) {
    List<Caller> read = new ArrayList<>();

    AccessDecisionRow.rowOf(kind)
        .findAction(
            caller -> {
              read.add(caller);
              return false;
            });

    assertThat(read).containsExactlyElementsOf(Stream.of(Caller.values()).limit(columns).toList());
  }

  @Test
  void rowOf_everyKind_hasEveryColumn() {
    for (AccessRule.Kind kind : AccessRule.Kind.values()) {
      for (Caller caller : Caller.values()) {
        assertThat(AccessDecisionRow.rowOf(kind).findAction(caller::equals))
            .as("%s %s", kind, caller)
            .isNotNull();
      }
    }
  }
}
