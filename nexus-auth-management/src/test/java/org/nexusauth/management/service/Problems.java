package org.nexusauth.management.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.nexusauth.management.problem.ManagementException;
import org.nexusauth.management.problem.ManagementException.Kind;

/** What a service throws. */
final class Problems {
  private Problems() {}

  static ManagementException assertKind(Kind kind, ThrowingCallable call) {
    ManagementException thrown = catchThrowableOfType(ManagementException.class, call);
    assertThat(thrown).as("an exception of kind %s", kind).isNotNull();
    assertThat(thrown.kind()).as(thrown.getMessage()).isEqualTo(kind);
    return thrown;
  }
}
