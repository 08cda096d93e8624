package org.nexusauth.jaxrs;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Puts a filter before each resource method; the annotations are read once, here. */
final class SecuredMethodsFeature implements DynamicFeature {
  private final JaxrsEnforcer door;
  private final Class<?> application;

  SecuredMethodsFeature(JaxrsEnforcer door, Class<?> application) {
    this.door = door;
    this.application = application;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    AccessRule rule =
        AccessRuleResolver.of(
            resource.getResourceClass(), resource.getResourceMethod(), application);
    context.register(new SecuredResource(rule, door));
  }
}
