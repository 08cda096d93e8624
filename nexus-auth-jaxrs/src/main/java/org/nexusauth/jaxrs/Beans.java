package org.nexusauth.jaxrs;

import java.util.Optional;
import java.util.function.Function;
import org.nexusauth.door.Attributes;
import org.nexusauth.door.Extensions;

/**
 * What the application's beans have for the door. Nothing without CDI, whose classes may be
 * missing.
 */
final class Beans {
  private Beans() {}

  /** Returns the stores and listeners among them. */
  static Extensions extensions() {
    return ask(beans -> Optional.of(beans.extensions())).orElse(Extensions.NONE);
  }

  /** Returns the one that can hold a gate. */
  static Optional<Attributes> attributes() {
    return ask(beans -> beans.attributes());
  }

  /** Returns the one that is asked who the caller is. */
  static Caller caller() {
    return ask(beans -> beans.caller()).orElse(Caller.UNASKED);
  }

  /** With lambdas, as a method reference would need CDI's classes before this looks for them. */
  private static <T> Optional<T> ask(Function<BeansOfApplication, Optional<T>> question) {
    try {
      return BeansOfApplication.find().flatMap(question);
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }
}
