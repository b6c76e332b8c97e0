package io.waybill.faults;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Sets the system's clock wrong for a whole JVM that runs: an agent, by which {@code Instant.now()} and all clocks that
 * read the system's are off, those of libraries, too.
 */
public final class WrongClock {

    private static final String SECONDS = "faults.clock-off-seconds";
    private static final ClassDesc LONG = ConstantDescs.CD_Long;
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");

    private static boolean isInstalled;

    private WrongClock() {}

    /** Makes the agent's jar. It has nothing but a name in it: the class itself is on Waybill's class path. */
    static Path pack(Path directory) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), WrongClock.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Can-Retransform-Classes"), "true");
        Path jar = directory.resolve("wrong-clock.jar").toAbsolutePath();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream empty = new JarOutputStream(file, manifest)) {
            empty.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    /** Sets the clock of the JVM with this process number, in which the agent's jar is. */
    static void set(long process, Path jar, Duration off) {
        try {
            VirtualMachine jvm = VirtualMachine.attach(String.valueOf(process));
            jvm.loadAgent(jar.toString(), String.valueOf(off.toSeconds()));
            jvm.detach();
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            throw new IllegalStateException("The clock cannot be set", e);
        }
    }

    /** Called by Java when the agent is put in, and each time that it is put in again. */
    public static void agentmain(String seconds, Instrumentation jvm) throws UnmodifiableClassException {
        System.setProperty(SECONDS, seconds);
        if (!isInstalled) {
            isInstalled = true;
            jvm.addTransformer(new PutInClock(), true);
            jvm.retransformClasses(Clock.class);
        }
    }

    private static final class PutInClock implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] code) {
            return Clock.class.equals(redefined) ? putIn(code) : null;
        }

        private static byte[] putIn(byte[] code) {
            CodeTransform addSeconds = (method, element) -> {
                if (element instanceof ReturnInstruction) {
                    method.loadConstant(SECONDS)
                            .lconst_0()
                            .invokestatic(
                                    LONG,
                                    "getLong",
                                    MethodTypeDesc.of(LONG, ConstantDescs.CD_String, ConstantDescs.CD_long))
                            .invokevirtual(LONG, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long))
                            .invokevirtual(INSTANT, "plusSeconds", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
                }
                method.with(element);
            };
            ClassFile format = ClassFile.of();
            return format.transformClass(
                    format.parse(code),
                    ClassTransform.transformingMethodBodies(
                            method -> method.methodName().equalsString("currentInstant"), addSeconds));
        }
    }
}
