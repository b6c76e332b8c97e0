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
 * An agent that sets the system clock wrong in a running JVM: {@code Instant.now()} and all clocks that read the system
 * clock are off, including those of libraries.
 */
public final class WrongClock {

    private static final String SECONDS = "faults.clock-off-seconds";
    private static final ClassDesc LONG = ConstantDescs.CD_Long;
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");

    private static boolean isInstalled;

    private WrongClock() {}

    /** Makes the agent's jar. It contains only the agent's class name: the class itself is on Waybill's class path. */
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

    /** Sets the clock of the JVM with this process id, which has the agent on its class path. */
    static void set(long process, Path jar, Duration off) {
        try {
            VirtualMachine jvm = VirtualMachine.attach(String.valueOf(process));
            jvm.loadAgent(jar.toString(), String.valueOf(off.toSeconds()));
            jvm.detach();
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            throw new IllegalStateException("The clock cannot be set", e);
        }
    }

    /** Called by Java each time that the agent is attached. */
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
