package org.nexusauth.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives classes of tests the one {@link RunningConsole} that they share. */
public final class SharedConsole implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedConsole.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningConsole.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    RunningConsole running = store.get(RunningConsole.class, RunningConsole.class);
    if (running == null) {
      running = startConsole();
      store.put(RunningConsole.class, running); // It is closed with the store.
    }
    return running;
  }

  private static RunningConsole startConsole() {
    try {
      return RunningConsole.start();
    } catch (Exception e) {
      throw new IllegalStateException("the application does not start", e);
    }
  }
}
