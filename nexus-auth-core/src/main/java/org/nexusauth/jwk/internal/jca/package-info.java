/** How signatures are verified with the Java Cryptography Architecture. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jwk.internal.jca;
