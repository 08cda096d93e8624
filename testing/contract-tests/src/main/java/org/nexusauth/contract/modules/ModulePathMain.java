package org.nexusauth.contract.modules;

import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.filter.ApiKeyFilter;
import org.nexusauth.jaxrs.ApiKeyFeature;
import org.nexusauth.revocation.RevocationStoreProvider;
import org.nexusauth.testkit.TestKeys;

/** Says in which modules our classes are, which stores are found, and what a gate decides. */
public final class ModulePathMain {
  private ModulePathMain() {}

  /**
   * Prints a line for each.
   *
   * @param args names of more classes whose modules are printed
   */
  public static void main(String[] args) throws ClassNotFoundException {
    PrintStream out = System.out;
    for (String name : args) {
      out.println(Class.forName(name).getModule().getName() + ": " + name);
    }
    Stream.of(ApiKeyGate.class, ApiKeyFilter.class, ApiKeyFeature.class, TestKeys.class)
        .map(type -> type.getModule().getName())
        .forEach(out::println);
    ServiceLoader.load(RevocationStoreProvider.class).stream()
        .map(found -> "store of " + found.type().getModule().getName())
        .sorted()
        .forEach(out::println);
    out.println(decideOn(TestKeys.create()));
  }

  private static String decideOn(TestKeys keys) {
    GateRequest request =
        new GateRequest(List.of(keys.key().text()), "GET", "/", "127.0.0.1", "request-1", null);
    try (ApiKeyGate gate = ApiKeyGate.builder(keys.settings()).build()) {
      return gate.decide(request, Requirement.NONE).getClass().getSimpleName();
    }
  }
}
