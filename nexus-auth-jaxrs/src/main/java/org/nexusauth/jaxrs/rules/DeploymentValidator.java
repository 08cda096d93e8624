package org.nexusauth.jaxrs.rules;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.Setting;

/** Checks what must hold before the first request: annotations and settings. */
public final class DeploymentValidator {
  private final Configuration configuration;
  private final ProtectionScope scope;
  private final AnnotationValidator annotations;

  /**
   * Creates a validator.
   *
   * @param classes resource classes, providers and applications, as far as they are known
   * @throws org.nexusauth.config.ConfigurationException when the path rules are wrong
   */
  public DeploymentValidator(
      Configuration configuration, Collection<Class<?>> classes, AccessRuleResolver rules) {
    this.configuration = configuration;
    this.scope = ProtectionScope.of(configuration);
    this.annotations = new AnnotationValidator(classes, rules);
  }

  /**
   * Returns the message of the first security annotation that could not be enforced.
   *
   * @param beans the loader of an application whose enterprise beans do not learn the caller of a
   *     key; empty when they do
   */
  public Optional<String> firstProblem(Optional<ClassLoader> beans) {
    return Stream.of(
            annotations.unknownAgents(),
            annotations.securedLocators(!scope.all()),
            beans.stream().flatMap(annotations::securedBeans))
        .flatMap(problems -> problems)
        .findFirst();
  }

  /**
   * Checks that there is a gate for what is protected.
   *
   * @param hasFilter whether a servlet filter of ours may have the keys instead
   * @param loader finds keys on the class path
   * @throws org.nexusauth.config.ConfigurationException when no gate can be made
   */
  public void checkGate(boolean hasFilter, ClassLoader loader) {
    if (configuration.hasKeys() || (protectsAny() && !hasFilter)) {
      ApiKeyGate.validateConfiguration(configuration, loader);
    }
  }

  private boolean protectsAny() {
    return scope.all()
        || configuration.find(Setting.PATHS_PERMISSIONS).isPresent()
        || annotations.securesAny()
        || configuration.unreadFileProblem().isPresent(); // which may protect all
  }
}
