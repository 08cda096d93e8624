package org.nexusauth.jaxrs;

import java.util.Optional;
import java.util.function.Function;
import org.nexusauth.web.AttributeMap;
import org.nexusauth.web.DiscoveredBeans;

/**
 * What the application's beans have for the door. Nothing without CDI, whose classes may be
 * missing.
 */
final class Beans {
  private Beans() {}

  /** Returns the stores and listeners among them. */
  static DiscoveredBeans extensions() {
    return ask(beans -> Optional.of(beans.extensions())).orElse(DiscoveredBeans.NONE);
  }

  /** Returns the one that can hold a gate. */
  static Optional<AttributeMap> attributes() {
    return ask(beans -> beans.attributes());
  }

  /** Returns the one that is asked who the caller is. */
  static CallerSink caller() {
    return ask(beans -> beans.caller()).orElse(CallerSink.UNASKED);
  }

  /** With lambdas, as a method reference would need CDI's classes before this looks for them. */
  private static <T> Optional<T> ask(Function<CdiLookup, Optional<T>> question) {
    try {
      return CdiLookup.find().flatMap(question);
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }
}
