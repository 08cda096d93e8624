package org.nexusauth.jaxrs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Secures a resource method, all methods of a resource class, or of an {@code Application}: a valid
 * API key is required.
 *
 * <p>The nearest level replaces the farther ones: method, class, application. What a method or a
 * class inherits, by overriding or implementing, counts as its own. Beside {@code @RolesAllowed} at
 * the same level both hold.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiKeySecured {

  /** The permissions that the key must have, all of them, compared to the letter. */
  String[] permissions() default {};

  /**
   * The agent that the key must be bound to: an id, or the name of a path parameter in braces, for
   * example <code>{agentId}</code>. Empty requires none. A key without an agent does not meet it.
   */
  String agent() default "";
}
