package org.nexusauth.jaxrs.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nexusauth.ApiKeyGate;
import org.nexusauth.config.Configuration;
import org.nexusauth.config.TokenSettings;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.Requirement;
import org.nexusauth.jaxrs.rules.AccessRule;
import org.nexusauth.jaxrs.rules.AccessRuleResolver;
import org.nexusauth.jaxrs.rules.GuardedResourceFinder;
import org.nexusauth.jaxrs.rules.ProtectionScope;
import org.nexusauth.web.ApplicationBeans;
import org.nexusauth.web.ApplicationGates;
import org.nexusauth.web.AttributeScope;
import org.nexusauth.web.DiscoveredBeans;
import org.nexusauth.web.RequestDecision;
import org.nexusauth.web.resource.GuardedResources;

/**
 * Decides on the requests of one JAX-RS application. Several in one web application have one gate,
 * unless only a filter in front has one. Thread-safe.
 */
public final class JaxrsEnforcer {
  private static final String NAME = "org.nexusauth.jaxrs.enforcer";
  private static final Object CREATION = new Object();

  private final JaxrsRuntime runtime;
  private final Shared shared;
  private final boolean hasEnterpriseBeans;

  /**
   * What all JAX-RS applications of a web application share.
   *
   * @param gate null when the keys are left to a filter in front
   * @param header the name of the key's header where there is no gate
   */
  private record Shared(
      @Nullable ApiKeyGate gate, ApplicationGates gates, ProtectionScope scope, String header) {}

  private JaxrsEnforcer(JaxrsRuntime runtime, Shared shared) {
    this.runtime = runtime;
    this.shared = shared;
    this.hasEnterpriseBeans =
        runtime.servletLoader().filter(ContainerIdentity::hasEnterpriseBeans).isPresent();
  }

  /**
   * Returns the enforcer of a JAX-RS application; creates the gate when there is none.
   *
   * @throws org.nexusauth.config.ConfigurationException when a setting is wrong
   */
  public static JaxrsEnforcer create(JaxrsRuntime runtime) {
    AttributeScope application = runtime.attributes();
    synchronized (CREATION) {
      if (!(application.get(NAME) instanceof Shared shared)) {
        Shared created = createShared(runtime);
        application.set(NAME, created);
        return new JaxrsEnforcer(runtime, created);
      }
      return new JaxrsEnforcer(runtime, shared);
    }
  }

  private static Shared createShared(JaxrsRuntime runtime) {
    Configuration configuration = runtime.configuration();
    ApplicationGates gates = ApplicationGates.of(runtime.attributes());
    String header = TokenSettings.headerOf(configuration);
    if (!configuration.hasKeys()) {
      return new Shared(null, gates, ProtectionScope.of(configuration), header);
    }
    ApiKeyGate gate =
        gates.getOrCreateGate(
            runtime.parameters(), () -> ApplicationBeans.discover().orElse(DiscoveredBeans.NONE));
    gate.logStart(describeProtected(gate));
    return new Shared(gate, gates, ProtectionScope.of(gate.settings()), header);
  }

  private static String describeProtected(ApiKeyGate gate) {
    if (gate.settings().protectAll()) {
      return "all JAX-RS resources";
    }
    if (gate.settings().paths().exclusions().isEmpty()) {
      return "annotated JAX-RS resources";
    }
    return "annotated JAX-RS resources (on excluded paths, too)";
  }

  /**
   * Registers the filters of a JAX-RS application; its annotations are read once, for each resource
   * method that JAX-RS finds.
   *
   * @param application the application's class, whose annotations apply to all resources
   */
  public void registerFilters(
      FeatureContext context, AccessRuleResolver rules, Class<?> application) {
    if (protectsAny()) {
      context.register(new PreMatchingFilter(this));
    }
    context.register(new SecuredMethods(this, rules, application));
    context.register(new CacheControlFilter());
  }

  private record SecuredMethods(
      JaxrsEnforcer enforcer, AccessRuleResolver rules, Class<?> application)
      implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
      Class<?> type = resource.getResourceClass();
      Method method = resource.getResourceMethod();
      AccessRule rule = rules.resolveRule(type, method, application);
      context.register(
          new ResourceMethodFilter(rule, enforcer, RouteTemplate.of(application, type, method)));
      new GuardedResourceFinder(enforcer.shared.scope, application)
          .find(type, method, rule)
          .ifPresent(GuardedResources.of(enforcer.runtime.attributes())::add);
    }
  }

  JaxrsRequest read(ContainerRequestContext context) {
    return new JaxrsRequest(context, runtime.rawRequest(context));
  }

  /** Returns whether enterprise beans may deny the caller of a resource. */
  public boolean hasEnterpriseBeans() {
    return hasEnterpriseBeans;
  }

  /** Returns whether the settings protect any request. */
  boolean protectsAny() {
    return shared.scope.protectsAny();
  }

  /**
   * Returns whether the settings protect a request, whatever the annotations say; never an error
   * page, which is for every caller.
   */
  boolean isProtected(JaxrsRequest request) {
    return protectsAny()
        && !request.isErrorPage()
        && shared.scope.includesRequest(request.method(), request.path(), request::isPreflight);
  }

  /** Decides on a request by the settings alone: a valid key that meets the rules of the path. */
  void applySettings(JaxrsRequest request) {
    RequestDecision earlier = earlierGrant(request).orElse(null);
    ApiKeyGate gate = gateFor(earlier);
    request.markSecured(headerOf(gate));
    if (earlier != null) {
      request.checkGrant(earlier, Requirement.NONE);
    } else if (gate != null) {
      request.decideFirst(gate, Requirement.NONE);
    } else {
      request.denyWithoutGate(shared.header);
    }
  }

  /** Returns the application's gate; null where only a filter in front has one. */
  @Nullable ApiKeyGate gate() {
    return shared.gate;
  }

  /** Returns the gate that decides on a request; null where there is none. */
  @Nullable ApiKeyGate gateFor(@Nullable RequestDecision earlier) {
    if (earlier == null) {
      return shared.gate;
    }
    return earlier.gate();
  }

  /** Returns the name of the key's header at a gate, or where there is none. */
  String headerOf(@Nullable ApiKeyGate gate) {
    return gate == null ? shared.header : gate.settings().token().header();
  }

  /** Returns the grant that a filter left in the request, by a gate of this application. */
  Optional<RequestDecision> earlierGrant(JaxrsRequest request) {
    return RequestDecision.from(request::get)
        .filter(
            found -> found.decision() instanceof Granted && shared.gates.contains(found.gate()));
  }
}
