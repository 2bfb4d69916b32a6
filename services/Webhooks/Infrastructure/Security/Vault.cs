using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Webhooks.Infrastructure.Security;

/// <summary>
/// Everything secret comes from <see cref="WebhooksOptions.SigningKey"/>: signing secrets are derived from it and stand in no table;
/// targets are sealed with it, so that whoever reads the database learns no customer's credentials.
/// </summary>
internal sealed class Vault
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int CallbackKeyBytes = 16;

    private readonly byte[] _root;
    private readonly byte[] _targetKey;

    public Vault(IOptions<WebhooksOptions> options)
    {
        var key = Encoding.UTF8.GetBytes(options.Value.SigningKey);
        _root = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: "signing secrets"u8.ToArray());
        _targetKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: "targets"u8.ToArray());
    }

    /// <param name="accountId">The account.</param>
    /// <param name="generation">How often it has rotated.</param>
    /// <param name="previousExpiresAt">The end of the last rotation's overlap; null before the first.</param>
    /// <param name="now">Decides whether the overlap is over.</param>
    public AccountSecrets SecretsOf(Guid accountId, int generation, DateTimeOffset? previousExpiresAt, DateTimeOffset now)
    {
        var current = Derive(accountId, generation);
        return previousExpiresAt > now
            ? new AccountSecrets(current, Derive(accountId, generation - 1), previousExpiresAt)
            : new AccountSecrets(current, null, null);
    }

    /// <summary>What callbacks carry now.</summary>
    public string SentCallbackKey(Guid accountId, bool isTest, CallbackKeyRotation rotation, DateTimeOffset now) =>
        Derive(accountId, isTest, rotation.GenerationAt(now));

    /// <summary>The same, and what they will carry.</summary>
    public CallbackKey CallbackKeyOf(Guid accountId, bool isTest, CallbackKeyRotation rotation, DateTimeOffset now)
    {
        var sent = SentCallbackKey(accountId, isTest, rotation, now);
        return rotation.IsOver(now)
            ? new CallbackKey(sent, null, null)
            : new CallbackKey(sent, Derive(accountId, isTest, rotation.Generation), rotation.TakesOverAt);
    }

    public byte[] Seal(Guid deliveryId, DeliveryTarget target)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(target);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_targetKey, TagBytes);
        // Bound to its row: swapped into another account's delivery it does not open.
        cipher.Encrypt(nonce, plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), deliveryId.ToByteArray());
        return box;
    }

    public DeliveryTarget Open(Guid deliveryId, ReadOnlySpan<byte> box)
    {
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_targetKey, TagBytes);
        cipher.Decrypt(
            box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), plain, deliveryId.ToByteArray());
        return JsonSerializer.Deserialize<DeliveryTarget>(plain) ?? throw new InvalidOperationException($"The target of {deliveryId} is null.");
    }

    private string Derive(Guid accountId, bool isTest, int generation)
    {
        var mode = isTest ? "test" : "live";
        // The first generation's name is the one from before there were others: clients keep their keys.
        var name = generation == 0 ? $"{accountId:N}/callback/{mode}" : string.Create(CultureInfo.InvariantCulture, $"{accountId:N}/callback/{mode}/{generation}");
        var info = Encoding.ASCII.GetBytes(name);
        return $"{mode}_{Convert.ToHexStringLower(HKDF.Expand(HashAlgorithmName.SHA256, _root, CallbackKeyBytes, info))}";
    }

    private SigningSecret Derive(Guid accountId, int generation) => new(HKDF.Expand(
        HashAlgorithmName.SHA256, _root, KeyBytes, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{accountId:N}/{generation}"))));
}
