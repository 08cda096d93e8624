/** Plans of limits: which there are, which keys have them, and how a node reads both. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.plan;
