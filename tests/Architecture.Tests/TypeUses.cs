using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hitl.Architecture.Tests;

/// <summary>One type names another.</summary>
/// <param name="User">The full name of the outermost type in whose code the name stands.</param>
/// <param name="Used">The full name of the outermost type that is named.</param>
internal sealed record TypeUse(string User, string Used);

/// <summary>
/// Reads which types the types of an assembly name: in signatures, attributes, constraints, and in the bodies of methods,
/// instruction by instruction. Constants of another assembly leave no trace in one that uses them; nothing else goes unseen.
/// </summary>
internal static class TypeUses
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    public static IReadOnlyCollection<TypeUse> Of(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var metadata = file.GetMetadataReader();
        var uses = new HashSet<TypeUse>();
        foreach (var handle in metadata.TypeDefinitions) new Collector(file, metadata, handle, uses).Collect();
        return uses;
    }

    private sealed class Collector(PEReader file, MetadataReader metadata, TypeDefinitionHandle self, HashSet<TypeUse> uses)
        : ISignatureTypeProvider<Collector.Seen, Collector.Seen>
    {
        private readonly string _user = NameOf(metadata, self);

        public void Collect()
        {
            var type = metadata.GetTypeDefinition(self);
            Add(type.BaseType);
            foreach (var implemented in type.GetInterfaceImplementations()) Add(metadata.GetInterfaceImplementation(implemented).Interface);
            AddConstraints(type.GetGenericParameters());
            AddAttributes(type.GetCustomAttributes());
            foreach (var handle in type.GetFields())
            {
                var field = metadata.GetFieldDefinition(handle);
                field.DecodeSignature(this, default);
                AddAttributes(field.GetCustomAttributes());
            }

            foreach (var handle in type.GetProperties()) AddAttributes(metadata.GetPropertyDefinition(handle).GetCustomAttributes());
            foreach (var handle in type.GetMethods()) AddMethod(metadata.GetMethodDefinition(handle));
        }

        private void AddMethod(MethodDefinition method)
        {
            method.DecodeSignature(this, default);
            AddConstraints(method.GetGenericParameters());
            AddAttributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress == 0) return;

            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil) metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, default);
            foreach (var region in body.ExceptionRegions) Add(region.CatchType);
            AddInstructions(body.GetILReader());
        }

        private void AddInstructions(BlobReader code)
        {
            while (code.RemainingBytes > 0)
            {
                int value = code.ReadByte();
                if (value == 0xFE) value = 0xFE00 | code.ReadByte();
                switch (Operands[value])
                {
                    case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                        Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                        break;
                    case OperandType.InlineNone:
                        break;
                    case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                        code.ReadByte();
                        break;
                    case OperandType.InlineVar:
                        code.ReadInt16();
                        break;
                    case OperandType.InlineI8 or OperandType.InlineR:
                        code.ReadInt64();
                        break;
                    case OperandType.InlineSwitch:
                        var targets = code.ReadInt32();
                        code.Offset += targets * sizeof(int);
                        break;
                    default:
                        code.ReadInt32();
                        break;
                }
            }
        }

        private void AddAttributes(CustomAttributeHandleCollection attributes)
        {
            foreach (var handle in attributes) Add(metadata.GetCustomAttribute(handle).Constructor);
        }

        private void AddConstraints(GenericParameterHandleCollection parameters)
        {
            foreach (var parameter in parameters)
            {
                foreach (var handle in metadata.GetGenericParameter(parameter).GetConstraints())
                    Add(metadata.GetGenericParameterConstraint(handle).Type);
            }
        }

        private void Add(EntityHandle handle)
        {
            if (handle.IsNil) return;
            switch (handle.Kind)
            {
                case HandleKind.TypeReference or HandleKind.TypeDefinition:
                    uses.Add(new TypeUse(_user, NameOf(metadata, handle)));
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, default);
                    break;
                case HandleKind.MethodDefinition:
                    Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MethodSpecification:
                    var generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(generic.Method);
                    generic.DecodeSignature(this, default);
                    break;
                case HandleKind.MemberReference:
                    var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method) member.DecodeMethodSignature(this, default);
                    else member.DecodeFieldSignature(this, default);
                    break;
            }
        }

        private static string NameOf(MetadataReader metadata, EntityHandle handle)
        {
            if (handle.Kind == HandleKind.TypeDefinition)
            {
                var type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(metadata, outer) : NameOf(metadata, type.Namespace, type.Name);
            }

            var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
            return reference.ResolutionScope.Kind == HandleKind.TypeReference
                ? NameOf(metadata, reference.ResolutionScope)
                : NameOf(metadata, reference.Namespace, reference.Name);
        }

        private static string NameOf(MetadataReader metadata, StringHandle space, StringHandle name) =>
            space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";

        private Seen Note(EntityHandle handle)
        {
            Add(handle);
            return default;
        }

        public Seen GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Note(handle);

        public Seen GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Note(handle);

        public Seen GetTypeFromSpecification(MetadataReader reader, Seen genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Note(handle);

        // What these are made of has been seen by now.
        public Seen GetArrayType(Seen elementType, ArrayShape shape) => default;

        public Seen GetByReferenceType(Seen elementType) => default;

        public Seen GetFunctionPointerType(MethodSignature<Seen> signature) => default;

        public Seen GetGenericInstantiation(Seen genericType, ImmutableArray<Seen> typeArguments) => default;

        public Seen GetGenericMethodParameter(Seen genericContext, int index) => default;

        public Seen GetGenericTypeParameter(Seen genericContext, int index) => default;

        public Seen GetModifiedType(Seen modifier, Seen unmodifiedType, bool isRequired) => default;

        public Seen GetPinnedType(Seen elementType) => default;

        public Seen GetPointerType(Seen elementType) => default;

        public Seen GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

        public Seen GetSZArrayType(Seen elementType) => default;

        internal readonly record struct Seen;
    }
}
